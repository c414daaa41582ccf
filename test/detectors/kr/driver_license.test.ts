import detector from '../../../detectors/kr/driver_license.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('kr.driver_license'));
