import detector from '../../../detectors/cz/dic.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cz.dic'));
