import detector from '../../../detectors/is/vsk.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('is.vsk'));
