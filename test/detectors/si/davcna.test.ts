import detector from '../../../detectors/si/davcna.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('si.davcna'));
