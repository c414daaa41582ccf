import detector from '../../../detectors/dk/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('dk.passport'));
