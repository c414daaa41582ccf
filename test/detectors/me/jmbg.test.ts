import detector from '../../../detectors/me/jmbg.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('me.jmbg'));
