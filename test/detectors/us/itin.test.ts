import detector from '../../../detectors/us/itin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.itin'));
