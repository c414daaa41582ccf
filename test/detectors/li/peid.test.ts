import detector from '../../../detectors/li/peid.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('li.peid'));
