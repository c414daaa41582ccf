import detector from '../../../detectors/za/tin.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('za.tin'));
