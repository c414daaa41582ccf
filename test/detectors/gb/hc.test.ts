import detector from '../../../detectors/gb/hc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gb.hc'));
