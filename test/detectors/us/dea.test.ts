import detector from '../../../detectors/us/dea.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('us.dea'));
