import detector from '../../../detectors/au/ihi.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('au.ihi'));
