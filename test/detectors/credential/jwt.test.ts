import detector from '../../../detectors/credential/jwt.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.jwt'));
