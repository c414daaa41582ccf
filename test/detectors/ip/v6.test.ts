import detector from '../../../detectors/ip/v6.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ip.v6'));
