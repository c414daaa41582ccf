import detector from '../../../detectors/pl/dowod.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pl.dowod'));
