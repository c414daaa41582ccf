import detector from '../../../detectors/ar/cuit.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ar.cuit'));
