import detector from '../../../detectors/pt/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pt.driving_licence'));
