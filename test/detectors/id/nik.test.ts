import detector from '../../../detectors/id/nik.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('id.nik'));
