import detector from '../../../detectors/cz/rc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cz.rc'));
