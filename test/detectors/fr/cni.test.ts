import detector from '../../../detectors/fr/cni.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fr.cni'));
