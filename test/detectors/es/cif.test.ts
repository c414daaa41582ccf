import detector from '../../../detectors/es/cif.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('es.cif'));
