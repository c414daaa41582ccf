import detector from '../../../detectors/za/id.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('za.id'));
