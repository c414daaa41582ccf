import detector from '../../../detectors/de/kvnr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('de.kvnr'));
