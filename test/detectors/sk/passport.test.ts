import detector from '../../../detectors/sk/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('sk.passport'));
