import detector from '../../../detectors/pe/dni.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pe.dni'));
