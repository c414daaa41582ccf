import detector from '../../../detectors/id/npwp.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('id.npwp'));
