import detector from '../../../detectors/kr/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('kr.passport'));
