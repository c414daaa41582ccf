import detector from '../../../detectors/ua/rntrc.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ua.rntrc'));
