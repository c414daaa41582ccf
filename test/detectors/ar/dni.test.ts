import detector from '../../../detectors/ar/dni.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ar.dni'));
