import detector from '../../../detectors/pt/utente.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pt.utente'));
