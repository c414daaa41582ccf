import detector from '../../../detectors/bank/ar_cbu.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.ar_cbu'));
