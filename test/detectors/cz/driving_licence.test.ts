import detector from '../../../detectors/cz/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cz.driving_licence'));
