import detector from '../../../detectors/sk/dic.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('sk.dic'));
