import detector from '../../../detectors/ch/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ch.driving_licence'));
