import detector from '../../../detectors/ro/cnp.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ro.cnp'));
