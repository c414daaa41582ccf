import detector from '../../../detectors/hr/mbo.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hr.mbo'));
