import detector from '../../../detectors/ca/on_ohip.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ca.on_ohip'));
