import detector from '../../../detectors/dk/cvr.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('dk.cvr'));
