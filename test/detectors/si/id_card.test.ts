import detector from '../../../detectors/si/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('si.id_card'));
