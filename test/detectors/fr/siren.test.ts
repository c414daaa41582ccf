import detector from '../../../detectors/fr/siren.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fr.siren'));
