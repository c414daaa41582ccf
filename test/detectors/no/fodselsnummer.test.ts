import detector from '../../../detectors/no/fodselsnummer.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('no.fodselsnummer'));
