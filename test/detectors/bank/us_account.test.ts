import detector from '../../../detectors/bank/us_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.us_account'));
