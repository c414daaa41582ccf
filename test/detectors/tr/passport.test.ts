import detector from '../../../detectors/tr/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('tr.passport'));
