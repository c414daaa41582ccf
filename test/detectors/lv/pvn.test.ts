import detector from '../../../detectors/lv/pvn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lv.pvn'));
