import detector from '../../../detectors/be/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('be.driving_licence'));
