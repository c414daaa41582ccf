import detector from '../../../detectors/nl/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nl.id_card'));
