import detector from '../../../detectors/vehicle/vin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('vehicle.vin'));
