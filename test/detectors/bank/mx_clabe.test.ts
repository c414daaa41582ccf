import detector from '../../../detectors/bank/mx_clabe.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.mx_clabe'));
