import detector from '../../../detectors/de/lanr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('de.lanr'));
