import detector from '../../../detectors/it/iva.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('it.iva'));
