import detector from '../../../detectors/mx/nss.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('mx.nss'));
