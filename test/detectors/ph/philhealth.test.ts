import detector from '../../../detectors/ph/philhealth.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ph.philhealth'));
