import detector from '../../../detectors/de/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('de.driving_licence'));
