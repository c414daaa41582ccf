import detector from '../../detectors/email.ts';
import { acceptDetector, casesOf } from '../kits/detector.ts';

acceptDetector(detector, casesOf('email'));
