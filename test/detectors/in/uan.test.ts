import detector from '../../../detectors/in/uan.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('in.uan'));
