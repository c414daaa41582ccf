import detector from '../../../detectors/fi/veronumero.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fi.veronumero'));
