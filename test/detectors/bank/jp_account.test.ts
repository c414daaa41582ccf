import detector from '../../../detectors/bank/jp_account.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.jp_account'));
