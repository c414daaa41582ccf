import detector from '../../../detectors/mx/curp.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mx.curp'));
