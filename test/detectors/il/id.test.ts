import detector from '../../../detectors/il/id.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('il.id'));
