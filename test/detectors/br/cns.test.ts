import detector from '../../../detectors/br/cns.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('br.cns'));
