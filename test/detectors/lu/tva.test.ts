import detector from '../../../detectors/lu/tva.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lu.tva'));
