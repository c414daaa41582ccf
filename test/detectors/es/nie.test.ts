import detector from '../../../detectors/es/nie.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('es.nie'));
