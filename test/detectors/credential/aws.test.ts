import detector from '../../../detectors/credential/aws.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.aws'));
