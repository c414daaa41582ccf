import detector from '../../../detectors/br/rg.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.rg'));
