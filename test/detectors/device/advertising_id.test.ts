import detector from '../../../detectors/device/advertising_id.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('device.advertising_id'));
