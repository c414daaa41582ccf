import detector from '../../../detectors/br/titulo_eleitor.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.titulo_eleitor'));
