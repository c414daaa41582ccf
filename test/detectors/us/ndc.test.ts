import detector from '../../../detectors/us/ndc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.ndc'));
