import detector from '../../../detectors/fr/nif.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fr.nif'));
