import detector from '../../../detectors/geo/coordinates.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('geo.coordinates'));
