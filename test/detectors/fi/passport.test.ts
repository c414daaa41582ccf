import detector from '../../../detectors/fi/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fi.passport'));
