import detector from '../../../detectors/pl/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pl.driving_licence'));
