import detector from '../../../detectors/co/nit.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('co.nit'));
