import detector from '../../../detectors/is/kennitala.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('is.kennitala'));
