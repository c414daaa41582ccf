import detector from '../../../detectors/us/mrn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.mrn'));
