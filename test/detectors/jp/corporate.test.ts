import detector from '../../../detectors/jp/corporate.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('jp.corporate'));
