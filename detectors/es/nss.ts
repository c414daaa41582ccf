import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Province, eight digits, and the remainder of both by 97; a leading zero of the eight does not count. */
export default {
  id: 'es.nss',
  version: 1,
  title: 'Spanish social security number (NSS, NAF)',
  category: 'user.government_id.national_identification_number',
  countries: ['ES'],
  sources: [
    'https://www.seg-social.es/wps/portal/wss/internet/Trabajadores/Afiliacion/7332',
    'https://es.wikipedia.org/wiki/N%C3%BAmero_de_la_Seguridad_Social_(Espa%C3%B1a)',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [12],
      separators: ' /-.',
      groups: [
        [2, 8, 2],
        [2, 10],
        [2, 2, 3, 3, 2],
        [4, 4, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^(0[1-9]|[1-5]\d|66)(\d{8})(\d{2})$/.exec(digits);
    if (parts === null || Number(parts[1]) === 54 || /^0+$/.test(parts[2]!)) return invalid;
    const body = parts[2]!.startsWith('0') ? parts[1]! + parts[2]!.slice(1) : parts[1]! + parts[2]!;
    return Number(body) % 97 === Number(parts[3])
      ? valid(digits, { distinctive: plain(value).includes('/') ? 0.5 : 0, ...denyPlaceholder(digits) })
      : invalid;
  },
  falseAccept: 0.0059,
  labels: {
    en: ['spanish social security number', 'social security number', 'nss', 'naf'],
    es: [
      'nss',
      'n.s.s.',
      'naf',
      'nuss',
      'numero de la seguridad social',
      'numero de seguridad social',
      'nº seguridad social',
      'n seguridad social',
      'num seguridad social',
      'nº ss',
      'numero de afiliacion',
      'nº afiliacion',
      'seguridad social',
      'numero de afiliacion a la seguridad social',
    ],
  },
  columns: [
    'nss',
    'naf',
    'nuss',
    'seguridad_social',
    'numero_seguridad_social',
    'num_seguridad_social',
    'numero_afiliacion',
    'num_afiliacion',
    'social_security_number',
  ],
  negativeLabels: ['cuenta', 'telefono', 'ccc'],
  deny: [{ value: '281234567840', reason: 'documentation: the usual sample' }],
  reach: 14,
  examples: {
    valid: ['274610311336', '12/41027562/56', '15 65081542 25', '135001614723', '13/61745153/80'],
    invalid: ['274610311376', '12/41027562/52', '27461031133', '12/41027562/567', '15 65081542 25Q', '74610311336'],
  },
} satisfies Detector;
