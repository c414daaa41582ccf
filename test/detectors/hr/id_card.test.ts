import detector from '../../../detectors/hr/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hr.id_card'));
