import detector from '../../../detectors/br/cep.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.cep'));
