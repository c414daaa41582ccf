import detector from '../../../detectors/fi/ytunnus.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('fi.ytunnus'));
