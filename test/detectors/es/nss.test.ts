import detector from '../../../detectors/es/nss.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('es.nss'));
