import detector from '../../../detectors/hr/oib.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hr.oib'));
