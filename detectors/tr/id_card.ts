import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** A letter, two digits, a letter, five digits. */
export default {
  id: 'tr.id_card',
  version: 1,
  title: 'Turkish identity card serial number',
  category: 'user.government_id.national_identification_number',
  countries: ['TR'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'A99A99999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]\d{2}[A-Z]\d{5}$/.test(number) && /^[a-z]\d{2}[a-z]\d{5}$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'turkish id card',
      'id card serial number',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
    ],
    tr: [
      'kimlik seri no',
      'kimlik karti seri no',
      'seri no',
      'kimlik karti',
      'nufus cuzdani seri no',
      'kimlik karti seri numarasi',
    ],
  },
  columns: ['kimlik_seri_no', 'kimlik_karti', 'seri_no', 'id_card', 'id_card_number', 'identity_card'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['N42X86896', 'F41K65651', 'E54A48480', 'F86E42499', 'Y71L65781'],
    invalid: ['N42X8689', 'F41K656517', 'E54A48480Q', '42X86896', 'E54A4848012', 'F41K65651ZZ'],
  },
} satisfies Detector;
