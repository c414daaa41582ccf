import detector from '../../../detectors/nz/ird.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nz.ird'));
