import detector from '../../../detectors/ie/vat.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ie.vat'));
