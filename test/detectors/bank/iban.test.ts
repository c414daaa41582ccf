import detector from '../../../detectors/bank/iban.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.iban'));
