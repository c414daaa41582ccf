import detector from '../../../detectors/cn/ric.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cn.ric'));
