import detector from '../../../detectors/bank/in_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.in_account'));
