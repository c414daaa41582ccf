import detector from '../../../detectors/hu/adoszam.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hu.adoszam'));
