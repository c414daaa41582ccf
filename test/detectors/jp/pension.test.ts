import detector from '../../../detectors/jp/pension.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('jp.pension'));
