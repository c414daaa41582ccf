import detector from '../../../detectors/cz/ico.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cz.ico'));
