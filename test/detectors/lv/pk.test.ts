import detector from '../../../detectors/lv/pk.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lv.pk'));
