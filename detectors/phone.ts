import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Check, Detector } from '../agent/contracts/detector.ts';
import { invalid, unknown, valid } from './lib/answers.ts';
import { placeholder, plain } from './lib/text.ts';

/**
 * Telephone numbers after ITU-T E.164. With + or 00 the number says its country; without, it is read as one of the
 * organisation's countries; what fits none of them needs a label.
 */
export default {
  id: 'phone',
  version: 1,
  title: 'Telephone number',
  category: 'user.contact.phone_number',
  countries: [],
  sources: [
    'https://www.itu.int/rec/T-REC-E.164',
    'https://github.com/google/libphonenumber',
    'https://www.nanpa.com/',
  ],
  shapes: [{ kind: 'phone' }],
  check(value, context) {
    const written = plain(value);
    const digits = written.replace(/\D/g, '');
    if (digits.length < 7 || digits.length > 17 || otherThings.some((form) => form.test(written))) return invalid;
    const repeated = placeholder(digits.replace(/^00?/, ''));
    if (repeated !== null) return /^\d+$/.test(written) ? invalid : valid(digits, { deny: repeated });
    if (/^(?:\+|00)/.test(written)) return international(written);
    return national(written, digits, context?.countries ?? []);
  },
  falseAccept: 0.1,
  distinctive: 1,
  labels: {
    en: [
      'phone',
      'phones',
      'telephone',
      'tel',
      'tel no',
      'phone no',
      'phone number',
      'phone numbers',
      'telephone number',
      'mobile',
      'mobile number',
      'cell',
      'cell phone',
      'cellphone',
      'fax',
      'call',
      'ring',
      'hotline',
      'whatsapp',
      'sms',
    ],
    de: [
      'telefon',
      'telefonnummer',
      'telefonnummern',
      'tel',
      'tel-nr',
      'telefonnr',
      'rufnummer',
      'rufnr',
      'durchwahl',
      'mobil',
      'mobilnummer',
      'mobiltelefon',
      'handy',
      'handynummer',
      'festnetz',
      'fax',
      'telefax',
      'anrufen',
      'ruckruf',
      'erreichbar unter',
      'fon',
    ],
    fr: [
      'telephone',
      'telephones',
      'tel',
      'numero de telephone',
      'portable',
      'mobile',
      'fixe',
      'telecopie',
      'appeler',
      'joignable',
    ],
    es: [
      'telefono',
      'telefonos',
      'tel',
      'tlf',
      'tfno',
      'numero de telefono',
      'movil',
      'celular',
      'fijo',
      'fax',
      'llamar',
    ],
    it: [
      'telefono',
      'telefoni',
      'tel',
      'numero di telefono',
      'recapito telefonico',
      'cellulare',
      'cell',
      'fisso',
      'fax',
      'chiamare',
    ],
    nl: [
      'telefoon',
      'telefoonnummer',
      'telefoonnummers',
      'tel',
      'tel nr',
      'mobiel',
      'mobiele nummer',
      'gsm',
      '06-nummer',
      'fax',
      'bellen',
    ],
    pl: [
      'telefon',
      'telefonu',
      'telefony',
      'tel',
      'nr tel',
      'nr telefonu',
      'numer telefonu',
      'kom',
      'komorka',
      'komorkowy',
      'tel kom',
      'telefon komorkowy',
      'faks',
      'zadzwonic',
    ],
    sv: ['telefon', 'telefonnummer', 'tel', 'tfn', 'tel nr', 'mobil', 'mobilnummer', 'mobiltelefon', 'fax', 'ring'],
  },
  columns: [
    'phone',
    'phone_number',
    'phone_no',
    'telephone',
    'telephone_number',
    'tel',
    'tel_no',
    'mobile',
    'mobile_number',
    'mobile_phone',
    'cell',
    'cell_phone',
    'fax',
    'home_phone',
    'work_phone',
    'contact_number',
    'telefon',
    'telefonnummer',
    'telefon_nr',
    'rufnummer',
    'mobil',
    'mobilnummer',
    'handy',
    'handynummer',
    'festnetz',
    'num_tel',
    'numero_telephone',
    'numero_de_telephone',
    'portable',
    'telefono',
    'numero_telefono',
    'movil',
    'celular',
    'tlf',
    'cellulare',
    'recapito_telefonico',
    'telefoon',
    'telefoonnummer',
    'mobiel',
    'gsm',
    'nr_telefonu',
    'numer_telefonu',
    'nr_tel',
    'komorka',
    'tel_kom',
    'tfn',
    'telnr',
  ],
  negativeLabels: [
    'version',
    'isbn',
    'ean',
    'gtin',
    'imei',
    'bsn',
    'iban',
    'uuid',
    'invoice',
    'rechnungsnummer',
    'order',
    'coordinates',
  ],
  reach: 28,
  examples: {
    valid: [
      '+49 30 2312 5123',
      '+44 20 7946 0123',
      '+1 (212) 555-2368',
      '0048 22 123 45 67',
      '+33 1 99 00 12 34',
      '+46 8 465 004 22',
    ],
    invalid: ['05.10.1986', '2015-03-20', '10.12.14.16', '+999 12 34 56 78', '12:30:45', '2015 - 2016'],
  },
} satisfies Detector;

/** Dates, times, IPv4 addresses, spans of years, decimals: number libraries take them for telephone numbers. */
const otherThings = [
  /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/,
  /^\d{4}[./-]\d{1,2}[./-]\d{1,2}(?:\D\d{1,2}(?:\D\d{1,2})*)?$/,
  /^\d{1,2}[./-]\d{1,2}[./-]\d{4}\D\d{1,2}(?:\D\d{1,2})*$/,
  /^(?:\d{1,3}\.){3}\d{1,3}$/,
  /^(?:19|20)\d{2}\s*[-/]\s*(?:19|20)\d{2}$/,
  /(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}(?!\d)/,
  /^\d+\.\d{4,}$/,
  /^\d{1,3}(?:[.,]\d{3})+$/,
];

function international(written: string): Check {
  const number = parsePhoneNumberFromString(written.replace(/^00/, '+'));
  if (number === undefined || !number.isValid() || number.ext !== undefined) return invalid;
  return valid(number.number, { ...fictional(number.number) });
}

/** Without + any of the organisation's countries will do. How it is written tells more than that it fits. */
function national(written: string, digits: string, countries: readonly string[]): Check {
  const punctuated = /^\(0?\d+\)|^0\d*[ ./()-]|^\d{3}[-. ]\d{3}[-. ]\d{4}$/.test(written);
  for (const country of countries) {
    if (!isSupportedCountry(country)) continue;
    const number = parsePhoneNumberFromString(written, country as CountryCode);
    if (number === undefined || !number.isValid() || number.ext !== undefined) continue;
    const telling = punctuated
      ? { falseAccept: 0.3, distinctive: 0.5 }
      : { falseAccept: 0.5, distinctive: 0, needs: 'label' as const };
    return valid(number.number, { ...telling, ...fictional(number.number) });
  }
  return digits.length <= 13 ? unknown(digits, { needs: 'label', distinctive: 0 }) : invalid;
}

/** 555-0100 to 555-0199 are kept for films and books, in every area of North America. */
function fictional(number: string): { deny?: string } {
  return /^\+1\d{3}55501\d{2}$/.test(number) ? { deny: 'test value: kept for fiction (555-01XX)' } : {};
}
