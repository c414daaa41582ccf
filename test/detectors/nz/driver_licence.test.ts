import detector from '../../../detectors/nz/driver_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nz.driver_licence'));
