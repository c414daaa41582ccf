import detector from '../../../detectors/sk/dph.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('sk.dph'));
