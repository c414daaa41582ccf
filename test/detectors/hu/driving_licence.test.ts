import detector from '../../../detectors/hu/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hu.driving_licence'));
