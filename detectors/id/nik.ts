import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact } from '../lib/text.ts';

/** Province, regency and district, birth date (day plus 40 for women), and a serial. */
export default {
  id: 'id.nik',
  version: 1,
  title: 'Indonesian identity number (NIK)',
  category: 'user.government_id.national_identification_number',
  countries: ['ID'],
  sources: ['https://dukcapil.kemendagri.go.id/', 'https://id.wikipedia.org/wiki/Nomor_Induk_Kependudukan'],
  shapes: [
    {
      kind: 'digits',
      digits: [16],
      separators: ' ',
      groups: [
        [6, 6, 4],
        [4, 4, 4, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{16}$/.test(digits) || !provinces.has(digits.slice(0, 2)) || /^..00|^....00|0000$/.test(digits))
      return invalid;
    const [day, month, year] = [6, 8, 10].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
    return isDayOfSomeCentury(year, month, day > 40 ? day - 40 : day) ? valid(digits) : invalid;
  },
  falseAccept: 0.027,

  labels: {
    en: ['nik', 'nik number', 'ktp', 'ktp number', 'indonesian id', 'identity card', 'national id'],
    id: ['nik', 'nomor induk kependudukan', 'ktp', 'no ktp', 'nomor ktp', 'no nik', 'nomor identitas'],
  },
  columns: ['nik', 'nik_number', 'ktp', 'no_ktp', 'nomor_ktp', 'nomor_induk_kependudukan'],

  negativeLabels: ['card', 'credit card', 'rekening'],
  needs: 'context',

  reach: 19,
  examples: {
    valid: ['3171014905790003', '3273014109740003', '327301 540780 0001'],
    invalid: ['2071011708450001', '3171013217450001', '317101170845000'],
  },
} satisfies Detector;

/** Codes of the ministry of the interior. */
const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96'.split(
    ' ',
  ),
);
