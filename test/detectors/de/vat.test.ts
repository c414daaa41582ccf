import detector from '../../../detectors/de/vat.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('de.vat'));
