import detector from '../../../detectors/device/imei.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('device.imei'));
