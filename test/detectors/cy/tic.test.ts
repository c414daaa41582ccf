import detector from '../../../detectors/cy/tic.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cy.tic'));
