import detector from '../../../detectors/bank/pt_nib.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.pt_nib'));
