import detector from '../../../detectors/gr/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gr.id_card'));
