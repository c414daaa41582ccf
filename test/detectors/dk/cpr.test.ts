import detector from '../../../detectors/dk/cpr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('dk.cpr'));
