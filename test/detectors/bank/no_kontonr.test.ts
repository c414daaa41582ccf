import detector from '../../../detectors/bank/no_kontonr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.no_kontonr'));
