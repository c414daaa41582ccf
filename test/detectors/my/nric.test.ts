import detector from '../../../detectors/my/nric.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('my.nric'));
