import detector from '../../../detectors/ee/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ee.id_card'));
