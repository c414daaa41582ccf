import detector from '../../../detectors/th/pin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('th.pin'));
