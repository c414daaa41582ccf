import detector from '../../../detectors/hr/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hr.passport'));
