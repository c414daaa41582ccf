import detector from '../../../detectors/ro/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ro.passport'));
