import detector from '../../../detectors/pl/pesel.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pl.pesel'));
