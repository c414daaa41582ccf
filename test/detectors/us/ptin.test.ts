import detector from '../../../detectors/us/ptin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.ptin'));
