import detector from '../../../detectors/au/tfn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('au.tfn'));
