import detector from '../../../detectors/nl/btw.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nl.btw'));
