import detector from '../../../detectors/ch/uid.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ch.uid'));
