import detector from '../../../detectors/ch/health_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ch.health_card'));
