import detector from '../../../detectors/mx/rfc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mx.rfc'));
