import detector from '../../../detectors/sg/uen.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('sg.uen'));
