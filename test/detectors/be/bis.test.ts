import detector from '../../../detectors/be/bis.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('be.bis'));
