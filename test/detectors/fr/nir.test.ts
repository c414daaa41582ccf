import detector from '../../../detectors/fr/nir.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fr.nir'));
