import detector from '../../../detectors/bank/de_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.de_account'));
