import detector from '../../../detectors/jp/residence_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('jp.residence_card'));
