import detector from '../../../detectors/credential/api_key.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.api_key'));
