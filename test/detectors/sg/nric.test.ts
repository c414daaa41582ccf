import detector from '../../../detectors/sg/nric.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('sg.nric'));
