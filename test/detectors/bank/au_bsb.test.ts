import detector from '../../../detectors/bank/au_bsb.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.au_bsb'));
