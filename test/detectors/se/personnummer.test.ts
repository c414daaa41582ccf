import detector from '../../../detectors/se/personnummer.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('se.personnummer'));
