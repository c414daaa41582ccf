import detector from '../../../detectors/si/emso.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('si.emso'));
