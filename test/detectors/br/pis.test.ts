import detector from '../../../detectors/br/pis.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.pis'));
