import detector from '../../../detectors/ee/driving_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ee.driving_licence'));
