import detector from '../../../detectors/it/health_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('it.health_card'));
