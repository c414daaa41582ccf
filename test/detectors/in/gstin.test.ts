import detector from '../../../detectors/in/gstin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('in.gstin'));
