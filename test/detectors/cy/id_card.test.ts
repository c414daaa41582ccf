import detector from '../../../detectors/cy/id_card.ts';
import { acceptDetector, casesOf } from '../../kits/detector.ts';

acceptDetector(detector, casesOf('cy.id_card'));
