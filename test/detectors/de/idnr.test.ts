import detector from '../../../detectors/de/idnr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('de.idnr'));
