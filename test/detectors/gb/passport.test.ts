import detector from '../../../detectors/gb/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gb.passport'));
