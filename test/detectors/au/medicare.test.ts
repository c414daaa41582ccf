import detector from '../../../detectors/au/medicare.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('au.medicare'));
