import detector from '../../../detectors/lu/matricule.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('lu.matricule'));
