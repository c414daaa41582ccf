import detector from '../../../detectors/bank/us_aba.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.us_aba'));
