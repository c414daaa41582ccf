import detector from '../../../detectors/au/acn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('au.acn'));
