import detector from '../../../detectors/ee/kmkr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ee.kmkr'));
