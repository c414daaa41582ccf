import detector from '../../../detectors/person/dob.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('person.dob'));
