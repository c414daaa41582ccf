import detector from '../../../detectors/nl/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nl.driving_licence'));
