import detector from '../../../detectors/mx/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mx.passport'));
