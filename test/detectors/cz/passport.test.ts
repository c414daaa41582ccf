import detector from '../../../detectors/cz/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cz.passport'));
