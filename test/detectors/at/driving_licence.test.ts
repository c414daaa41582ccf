import detector from '../../../detectors/at/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('at.driving_licence'));
