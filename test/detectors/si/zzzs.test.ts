import detector from '../../../detectors/si/zzzs.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('si.zzzs'));
