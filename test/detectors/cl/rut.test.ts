import detector from '../../../detectors/cl/rut.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cl.rut'));
