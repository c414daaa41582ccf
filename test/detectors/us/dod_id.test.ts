import detector from '../../../detectors/us/dod_id.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.dod_id'));
