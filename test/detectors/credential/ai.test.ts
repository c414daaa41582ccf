import detector from '../../../detectors/credential/ai.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.ai'));
