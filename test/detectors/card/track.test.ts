import detector from '../../../detectors/card/track.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('card.track'));
