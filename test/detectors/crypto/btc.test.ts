import detector from '../../../detectors/crypto/btc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('crypto.btc'));
