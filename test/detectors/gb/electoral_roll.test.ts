import detector from '../../../detectors/gb/electoral_roll.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gb.electoral_roll'));
