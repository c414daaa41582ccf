import detector from '../../../detectors/bank/pl_nrb.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.pl_nrb'));
