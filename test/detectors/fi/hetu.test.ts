import detector from '../../../detectors/fi/hetu.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fi.hetu'));
