import detector from '../../../detectors/pt/niss.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('pt.niss'));
