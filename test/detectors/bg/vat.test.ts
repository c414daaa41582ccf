import detector from '../../../detectors/bg/vat.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bg.vat'));
