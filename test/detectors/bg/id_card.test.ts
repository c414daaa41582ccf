import detector from '../../../detectors/bg/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bg.id_card'));
