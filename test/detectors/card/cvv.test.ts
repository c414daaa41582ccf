import detector from '../../../detectors/card/cvv.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('card.cvv'));
