import detector from '../../../detectors/de/bsnr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('de.bsnr'));
