import detector from '../../../detectors/nl/onderwijsnummer.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nl.onderwijsnummer'));
