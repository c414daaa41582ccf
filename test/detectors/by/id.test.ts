import detector from '../../../detectors/by/id.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('by.id'));
