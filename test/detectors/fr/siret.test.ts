import detector from '../../../detectors/fr/siret.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fr.siret'));
