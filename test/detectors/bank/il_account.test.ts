import detector from '../../../detectors/bank/il_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.il_account'));
