import detector from '../../../detectors/bank/nz_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.nz_account'));
