import detector from '../../../detectors/nz/nhi.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nz.nhi'));
