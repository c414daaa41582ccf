import detector from '../../../detectors/tr/tckn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('tr.tckn'));
