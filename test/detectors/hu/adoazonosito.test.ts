import detector from '../../../detectors/hu/adoazonosito.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('hu.adoazonosito'));
