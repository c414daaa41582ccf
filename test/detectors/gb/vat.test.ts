import detector from '../../../detectors/gb/vat.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gb.vat'));
