import detector from '../../../detectors/ru/snils.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ru.snils'));
