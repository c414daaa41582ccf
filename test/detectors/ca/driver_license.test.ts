import detector from '../../../detectors/ca/driver_license.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ca.driver_license'));
