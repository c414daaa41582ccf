import detector from '../../../detectors/device/iccid.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('device.iccid'));
