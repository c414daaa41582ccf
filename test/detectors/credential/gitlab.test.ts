import detector from '../../../detectors/credential/gitlab.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.gitlab'));
