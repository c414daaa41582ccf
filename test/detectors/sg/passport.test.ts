import detector from '../../../detectors/sg/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('sg.passport'));
