import detector from '../../../detectors/nl/bsn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('nl.bsn'));
