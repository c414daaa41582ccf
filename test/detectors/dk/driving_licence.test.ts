import detector from '../../../detectors/dk/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('dk.driving_licence'));
