import detector from '../../../detectors/in/aadhaar.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('in.aadhaar'));
