import detector from '../../../detectors/pt/nif.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pt.nif'));
