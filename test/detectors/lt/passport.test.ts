import detector from '../../../detectors/lt/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lt.passport'));
