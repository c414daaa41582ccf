import detector from '../../../detectors/sk/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('sk.id_card'));
