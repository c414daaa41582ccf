import detector from '../../../detectors/ch/ahv.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ch.ahv'));
