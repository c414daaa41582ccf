import detector from '../../../detectors/pl/nip.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pl.nip'));
