import detector from '../../../detectors/bank/be_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.be_account'));
