import detector from '../../../detectors/credential/azure.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('credential.azure'));
