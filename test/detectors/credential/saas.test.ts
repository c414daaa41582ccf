import detector from '../../../detectors/credential/saas.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.saas'));
