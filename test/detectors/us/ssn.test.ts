import detector from '../../../detectors/us/ssn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.ssn'));
