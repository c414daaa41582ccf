import detector from '../../../detectors/ca/qc_ramq.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ca.qc_ramq'));
