import detector from '../../../detectors/bg/egn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bg.egn'));
