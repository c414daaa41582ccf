import detector from '../../../detectors/gr/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gr.driving_licence'));
