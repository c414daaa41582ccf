import detector from '../../../detectors/person/address.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('person.address'));
