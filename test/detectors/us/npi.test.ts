import detector from '../../../detectors/us/npi.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.npi'));
