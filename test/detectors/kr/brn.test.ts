import detector from '../../../detectors/kr/brn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('kr.brn'));
