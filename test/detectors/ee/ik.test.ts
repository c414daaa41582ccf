import detector from '../../../detectors/ee/ik.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ee.ik'));
