import detector from '../../../detectors/device/mac.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('device.mac'));
