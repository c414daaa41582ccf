import detector from '../../../detectors/bank/es_ccc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.es_ccc'));
