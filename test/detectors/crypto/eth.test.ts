import detector from '../../../detectors/crypto/eth.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('crypto.eth'));
