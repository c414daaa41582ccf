import detector from '../../../detectors/mt/vat.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mt.vat'));
