import detector from '../../../detectors/bank/se_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.se_account'));
