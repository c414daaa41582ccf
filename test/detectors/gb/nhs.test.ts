import detector from '../../../detectors/gb/nhs.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gb.nhs'));
