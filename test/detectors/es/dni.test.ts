import detector from '../../../detectors/es/dni.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('es.dni'));
