import detector from '../../../detectors/bank/uk_sort_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.uk_sort_account'));
