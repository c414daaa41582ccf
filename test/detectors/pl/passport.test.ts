import detector from '../../../detectors/pl/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pl.passport'));
