import detector from '../../../detectors/br/cnh.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.cnh'));
