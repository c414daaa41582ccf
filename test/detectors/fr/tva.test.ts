import detector from '../../../detectors/fr/tva.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fr.tva'));
