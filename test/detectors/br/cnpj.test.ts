import detector from '../../../detectors/br/cnpj.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.cnpj'));
