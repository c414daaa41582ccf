import detector from '../../../detectors/gb/nino.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gb.nino'));
