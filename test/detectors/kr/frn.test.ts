import detector from '../../../detectors/kr/frn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('kr.frn'));
