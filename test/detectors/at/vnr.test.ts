import detector from '../../../detectors/at/vnr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('at.vnr'));
