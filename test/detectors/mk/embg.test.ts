import detector from '../../../detectors/mk/embg.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mk.embg'));
