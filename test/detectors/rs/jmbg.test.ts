import detector from '../../../detectors/rs/jmbg.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('rs.jmbg'));
