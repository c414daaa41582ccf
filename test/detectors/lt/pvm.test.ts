import detector from '../../../detectors/lt/pvm.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lt.pvm'));
