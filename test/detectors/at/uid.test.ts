import detector from '../../../detectors/at/uid.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('at.uid'));
