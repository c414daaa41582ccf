import detector from '../../../detectors/bank/nl_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.nl_account'));
