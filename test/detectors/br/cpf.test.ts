import detector from '../../../detectors/br/cpf.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.cpf'));
