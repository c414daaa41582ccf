import detector from '../../../detectors/co/cc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('co.cc'));
