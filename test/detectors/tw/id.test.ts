import detector from '../../../detectors/tw/id.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('tw.id'));
