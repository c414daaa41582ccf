import detector from '../../../detectors/ph/tin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ph.tin'));
