import detector from '../../../detectors/se/orgnr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('se.orgnr'));
