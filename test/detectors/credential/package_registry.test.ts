import detector from '../../../detectors/credential/package_registry.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.package_registry'));
