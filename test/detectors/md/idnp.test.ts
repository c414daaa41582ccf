import detector from '../../../detectors/md/idnp.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('md.idnp'));
