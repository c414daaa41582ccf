import detector from '../../../detectors/person/name.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('person.name'));
