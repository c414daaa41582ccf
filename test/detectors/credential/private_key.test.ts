import detector from '../../../detectors/credential/private_key.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.private_key'));
