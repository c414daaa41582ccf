import detector from '../../../detectors/bank/hu_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.hu_account'));
