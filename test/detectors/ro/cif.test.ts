import detector from '../../../detectors/ro/cif.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ro.cif'));
