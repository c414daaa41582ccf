import detector from '../../../detectors/jp/driver_license.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('jp.driver_license'));
