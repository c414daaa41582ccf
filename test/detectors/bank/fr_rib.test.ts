import detector from '../../../detectors/bank/fr_rib.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bank.fr_rib'));
