import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits, the first not 0, the last a check digit modulus 11; DK before it as a VAT number. Sole traders have one. */
export default {
  id: 'dk.cvr',
  version: 1,
  title: 'Danish company and VAT number (CVR)',
  category: 'user.government_id',
  countries: ['DK'],
  sources: ['https://datacvr.virk.dk/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA99999999', separators: ' -.' },
    { kind: 'digits', digits: [8], separators: ' ', groups: [[2, 2, 2, 2]] },
  ],
  check(value) {
    const parts = /^(DK)?([1-9]\d{7})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (weightedSum(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 !== 0) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'context' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.082,
  labels: {
    en: [
      'cvr',
      'cvr number',
      'danish company number',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    da: [
      'cvr',
      'cvr-nr',
      'cvr-nr.',
      'cvr nr',
      'cvr nr.',
      'cvrnr',
      'cvr-nummer',
      'cvr nummer',
      'se-nr',
      'se-nr.',
      'se nummer',
      'moms nr',
      'momsnummer',
    ],
  },
  columns: ['cvr', 'cvr_nr', 'cvrnr', 'cvr_nummer', 'se_nr', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['telefon', 'tlf', 'mobil', 'phone', 'tel'],
  deny: [{ value: '13585628', reason: 'documentation: the usual sample' }],
  reach: 14,
  examples: {
    valid: ['DK94659701', '49804938', 'DK 95 64 54 02', 'DK17905228', '29880395'],
    invalid: ['DK94659791', '49804908', 'SE13585628', 'DK9465970', '498049387', 'DK 95 64 54 02Q'],
  },
} satisfies Detector;
