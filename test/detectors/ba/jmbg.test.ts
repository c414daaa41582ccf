import detector from '../../../detectors/ba/jmbg.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ba.jmbg'));
