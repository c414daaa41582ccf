import detector from '../../../detectors/it/codice_fiscale.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('it.codice_fiscale'));
