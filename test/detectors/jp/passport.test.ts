import detector from '../../../detectors/jp/passport.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('jp.passport'));
