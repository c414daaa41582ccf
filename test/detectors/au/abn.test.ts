import detector from '../../../detectors/au/abn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('au.abn'));
