import detector from '../../../detectors/hu/szemelyi.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hu.szemelyi'));
