import detector from '../../../detectors/credential/stripe.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.stripe'));
