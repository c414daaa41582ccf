import detector from '../../../detectors/gr/amka.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gr.amka'));
