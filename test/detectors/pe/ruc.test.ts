import detector from '../../../detectors/pe/ruc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pe.ruc'));
