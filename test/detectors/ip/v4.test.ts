import detector from '../../../detectors/ip/v4.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ip.v4'));
