import detector from '../../../detectors/ph/sss.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ph.sss'));
