import { parse } from 'tldts';
import type { Detector } from '../agent/contracts/detector.ts';
import { invalid, unknown, valid } from './lib/answers.ts';

/** RFC 5321 addresses without quotes and IP literals, under a domain that the public suffix list knows. */
export default {
  id: 'email',
  version: 1,
  title: 'E-mail address',
  category: 'user.contact.email',
  countries: [],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc5321',
    'https://www.rfc-editor.org/rfc/rfc2606',
    'https://publicsuffix.org/',
  ],
  shapes: [{ kind: 'email' }],
  check(value) {
    const at = value.lastIndexOf('@');
    const local = value.slice(0, at);
    const host = value.slice(at + 1).toLowerCase();
    if (at < 1 || !isLocalPart(local) || host.length > 253 || !host.split('.').every(isLabel)) return invalid;
    const normal = `${local.toLowerCase()}@${host}`;
    const deny = reserved(host) ?? nobody(local, host);
    if (deny !== null) return valid(normal, { deny });
    const { isIcann, publicSuffix } = parse(host, { extractHostname: false, validateHostname: false });
    if (isIcann === true && publicSuffix !== host) return valid(normal);
    // Names that only a company's own network knows.
    return /\.(local|lan|intranet|internal|corp|home|intern)$/.test(host) ? unknown(normal) : invalid;
  },
  falseAccept: 0.1,
  distinctive: 2,
  labels: {
    en: [
      'email',
      'e-mail',
      'emails',
      'e-mails',
      'mail',
      'email address',
      'e-mail address',
      'mailto',
      'contact',
      'cc',
      'reply to',
    ],
    de: ['e-mail-adresse', 'emailadresse', 'mailadresse', 'e-mail', 'email', 'mail', 'elektronische post', 'kontakt'],
    fr: [
      'courriel',
      'adresse electronique',
      'adresse mail',
      'adresse e-mail',
      'adresse courriel',
      'mel',
      'messagerie',
      'e-mail',
      'email',
    ],
    es: ['correo', 'correo electronico', 'correos electronicos', 'direccion de correo', 'e-mail', 'email'],
    it: ['posta elettronica', 'indirizzo e-mail', 'indirizzo email', 'indirizzo di posta', 'pec', 'e-mail', 'email'],
    nl: ['e-mailadres', 'emailadres', 'mailadres', 'e-mail', 'email', 'mail'],
    pl: [
      'adres e-mail',
      'adres email',
      'adres poczty elektronicznej',
      'poczta elektroniczna',
      'e-mail',
      'email',
      'mail',
      'mejl',
    ],
    sv: ['e-post', 'epost', 'e-postadress', 'epostadress', 'mejladress', 'mailadress', 'mejl', 'e-mail'],
  },
  columns: [
    'email',
    'e_mail',
    'mail',
    'email_address',
    'e_mail_address',
    'mail_address',
    'emailaddress',
    'customer_email',
    'contact_email',
    'mailadresse',
    'e_mail_adresse',
    'emailadresse',
    'courriel',
    'adresse_mail',
    'adresse_email',
    'correo',
    'correo_electronico',
    'posta_elettronica',
    'indirizzo_email',
    'pec',
    'e_mailadres',
    'emailadres',
    'adres_email',
    'adres_e_mail',
    'e_post',
    'epost',
    'e_postadress',
    'mejl',
  ],
  reach: 254,
  examples: {
    valid: [
      'jane.roe@nordwind-handel.de',
      'a+b_c@mail.invented-shop.co.uk',
      'klara@büro-müller.ch',
      'user@xn--80ak6aa92e.com',
      "o'neil@acme-widgets.ie",
    ],
    invalid: [
      'info@presidio.',
      'a..b@nordwind-handel.de',
      'jane@nordwind-handel.c0m',
      'image@2x.png',
      'lodash@4.17.21',
      'a@b',
      'x@-nordwind.de',
    ],
  },
} satisfies Detector;

/** Atoms of RFC 5322 joined by single dots; letters of any script after RFC 6531. */
function isLocalPart(local: string): boolean {
  return (
    local.length <= 64 &&
    /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local)
  );
}

function isLabel(label: string): boolean {
  return label.length <= 63 && /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u.test(label);
}

/** Domains that RFC 2606 keeps for documentation and tests. */
function reserved(host: string): string | null {
  const kept =
    /(?:^|\.)(?:example\.(?:com|org|net|edu)|example|test|invalid|localhost)$/.test(host) && host.includes('.');
  return kept ? 'documentation: a domain kept for examples (RFC 2606)' : null;
}

/** Mailboxes that are read by nobody, and the user of version control over ssh. */
function nobody(local: string, host: string): string | null {
  if (/^(?:no-?reply|do-?not-?reply|mailer-daemon|bounces?|no_reply)$/i.test(local))
    return 'no person: mailbox for automatic mail';
  return local === 'git' && /^(?:github|gitlab|bitbucket)\./.test(host) ? 'no person: address of a repository' : null;
}
