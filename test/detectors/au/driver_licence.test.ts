import detector from '../../../detectors/au/driver_licence.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('au.driver_licence'));
