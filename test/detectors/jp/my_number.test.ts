import detector from '../../../detectors/jp/my_number.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('jp.my_number'));
