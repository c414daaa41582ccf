import detector from '../../../detectors/mx/clave_elector.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mx.clave_elector'));
