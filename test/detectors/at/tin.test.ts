import detector from '../../../detectors/at/tin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('at.tin'));
