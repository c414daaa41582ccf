import detector from '../../../detectors/in/epic.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('in.epic'));
