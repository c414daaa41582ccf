import detector from '../../../detectors/se/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('se.passport'));
