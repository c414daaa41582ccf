import detector from '../../../detectors/tr/vkn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('tr.vkn'));
