import detector from '../../../detectors/hu/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hu.id_card'));
