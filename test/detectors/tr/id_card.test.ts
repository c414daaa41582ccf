import detector from '../../../detectors/tr/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('tr.id_card'));
