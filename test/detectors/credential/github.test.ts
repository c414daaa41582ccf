import detector from '../../../detectors/credential/github.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.github'));
