import detector from '../../../detectors/hu/taj.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hu.taj'));
