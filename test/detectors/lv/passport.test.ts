import detector from '../../../detectors/lv/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lv.passport'));
