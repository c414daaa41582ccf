import detector from '../../../detectors/hu/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hu.passport'));
