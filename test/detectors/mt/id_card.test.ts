import detector from '../../../detectors/mt/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mt.id_card'));
