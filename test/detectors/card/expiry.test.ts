import detector from '../../../detectors/card/expiry.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('card.expiry'));
