import detector from '../../../detectors/us/ein.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.ein'));
