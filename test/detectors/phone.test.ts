import detector from '../../detectors/phone.ts';
import { acceptDetector, casesOf } from '../kits/detector.ts';

acceptDetector(detector, casesOf('phone'));
