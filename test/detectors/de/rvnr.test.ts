import detector from '../../../detectors/de/rvnr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('de.rvnr'));
