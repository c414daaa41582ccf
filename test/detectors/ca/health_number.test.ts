import detector from '../../../detectors/ca/health_number.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ca.health_number'));
