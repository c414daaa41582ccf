import detector from '../../../detectors/pl/regon.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pl.regon'));
