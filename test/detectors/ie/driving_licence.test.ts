import detector from '../../../detectors/ie/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ie.driving_licence'));
