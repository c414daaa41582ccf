import detector from '../../../detectors/by/unp.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('by.unp'));
