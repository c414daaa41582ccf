import detector from '../../../detectors/ca/sin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ca.sin'));
