import detector from '../../../detectors/in/pan.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('in.pan'));
