import detector from '../../../detectors/fr/rpps.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fr.rpps'));
