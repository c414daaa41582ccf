import detector from '../../../detectors/nz/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nz.passport'));
