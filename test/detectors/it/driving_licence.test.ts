import detector from '../../../detectors/it/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('it.driving_licence'));
