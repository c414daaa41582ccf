import detector from '../../../detectors/lt/asmens.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lt.asmens'));
