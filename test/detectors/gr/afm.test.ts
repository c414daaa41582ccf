import detector from '../../../detectors/gr/afm.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('gr.afm'));
