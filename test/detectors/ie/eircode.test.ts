import detector from '../../../detectors/ie/eircode.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ie.eircode'));
