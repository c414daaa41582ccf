import detector from '../../../detectors/bg/lnch.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('bg.lnch'));
