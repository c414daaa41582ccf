import detector from '../../../detectors/bank/dk_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.dk_account'));
