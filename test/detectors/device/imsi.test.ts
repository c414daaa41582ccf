import detector from '../../../detectors/device/imsi.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('device.imsi'));
