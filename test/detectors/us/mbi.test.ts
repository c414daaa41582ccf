import detector from '../../../detectors/us/mbi.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.mbi'));
