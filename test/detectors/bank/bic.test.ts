import detector from '../../../detectors/bank/bic.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.bic'));
