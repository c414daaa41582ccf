import detector from '../../detectors/mrz.ts';
import { acceptDetector, casesOf } from '../kits/detector.ts';

acceptDetector(detector, casesOf('mrz'));
