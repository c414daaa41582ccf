import detector from '../../../detectors/bank/cz_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.cz_account'));
