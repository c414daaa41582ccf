import detector from '../../../detectors/ru/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ru.passport'));
