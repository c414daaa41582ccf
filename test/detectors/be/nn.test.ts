import detector from '../../../detectors/be/nn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('be.nn'));
