import detector from '../../../detectors/ru/inn.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('ru.inn'));
