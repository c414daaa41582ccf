import detector from '../../../detectors/cz/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cz.id_card'));
