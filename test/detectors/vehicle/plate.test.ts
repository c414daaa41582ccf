import detector from '../../../detectors/vehicle/plate.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('vehicle.plate'));
