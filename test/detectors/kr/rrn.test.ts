import detector from '../../../detectors/kr/rrn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('kr.rrn'));
