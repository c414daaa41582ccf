import detector from '../../../detectors/no/orgnr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('no.orgnr'));
