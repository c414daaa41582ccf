import detector from '../../../detectors/bank/ca_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.ca_account'));
