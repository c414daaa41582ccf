import detector from '../../../detectors/hk/hkid.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hk.hkid'));
