import detector from '../../../detectors/ro/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ro.id_card'));
