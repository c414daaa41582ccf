import detector from '../../../detectors/ca/bc_phn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ca.bc_phn'));
