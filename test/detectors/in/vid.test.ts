import detector from '../../../detectors/in/vid.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('in.vid'));
