import detector from '../../../detectors/card/pan.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('card.pan'));
