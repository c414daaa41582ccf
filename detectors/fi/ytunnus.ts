import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Seven digits, a hyphen and a check digit modulus 11; FI before it as a VAT number. Sole traders have one. */
export default {
  id: 'fi.ytunnus',
  version: 1,
  title: 'Finnish business and VAT number (Y-tunnus)',
  category: 'user.government_id',
  countries: ['FI'],
  sources: ['https://www.ytj.fi/en/index/businessid.html', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'digits', digits: [8], separators: '-', groups: [[7, 1]] },
    { kind: 'mask', mask: 'AA99999999', separators: ' -' },
  ],
  check(value) {
    const parts = /^(FI)?(\d{8})$/.exec(compact(value));
    if (parts === null || weightedSum(parts[2]!, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 !== 0 || /^0+$/.test(parts[2]!))
      return invalid;
    return valid(parts[2]!, {
      distinctive: parts[1] !== undefined ? 1 : plain(value).includes('-') ? 0.5 : 0,
      ...denyPlaceholder(parts[2]!),
    });
  },
  falseAccept: 0.089,
  labels: {
    en: [
      'business id',
      'finnish business id',
      'y tunnus',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    fi: [
      'y-tunnus',
      'y tunnus',
      'ytunnus',
      'y-tunnuksen',
      'y-tunnusta',
      'yritystunnus',
      'yritys- ja yhteisotunnus',
      'ly-tunnus',
      'alv-numero',
      'alv-tunnus',
      'alv nro',
    ],
    sv: ['fo-nummer', 'fo nummer', 'företags- och organisationsnummer', 'momsnummer'],
  },
  columns: [
    'y_tunnus',
    'ytunnus',
    'yritystunnus',
    'business_id',
    'fo_nummer',
    'alv_numero',
    'alv_tunnus',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  negativeLabels: ['puhelin', 'puh', 'gsm', 'phone', 'tel'],
  deny: [{ value: '20774740', reason: 'documentation: the usual sample' }],
  reach: 10,
  examples: {
    valid: ['1347911-0', '19376745', 'FI19148806', '1151589-4', '10871627'],
    invalid: ['3347911-0', '19366745', 'SE20774740', '1347911-', '193767457', 'FI19148806Q'],
  },
} satisfies Detector;
