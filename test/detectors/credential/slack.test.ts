import detector from '../../../detectors/credential/slack.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.slack'));
