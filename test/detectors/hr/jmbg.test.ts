import detector from '../../../detectors/hr/jmbg.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hr.jmbg'));
