import detector from '../../../detectors/ph/umid.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ph.umid'));
