import detector from '../../../detectors/ie/pps.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ie.pps'));
