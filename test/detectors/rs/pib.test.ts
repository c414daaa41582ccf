import detector from '../../../detectors/rs/pib.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('rs.pib'));
