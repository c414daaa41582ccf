import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Detector } from '../../agent/contracts/detector.ts';
import { createEngine } from '../../agent/detect/engine.ts';
import { detectText } from '../../agent/detect/spans.ts';
import { loadPlugins } from '../../agent/registry.ts';
import { sharedDir, skipUnless } from '../support/require.ts';

/** What others published about the same numbers, where the corpora lie beside the project. */
const detectors = await loadPlugins<Detector>(new URL('../../detectors/', import.meta.url), { recursive: true });
const shared = sharedDir();
const corpus = (name: string) => readFileSync(join(shared!, 'corpora', name), 'utf8');
const missing = 'the shared corpora are not beside the project';

describe('values that python-stdnum documents', () => {
  const ids: Readonly<Record<string, string>> = {
    iban: 'bank.iban',
    bitcoin: 'crypto.btc',
    imei: 'device.imei',
    mac: 'device.mac',
    bic: 'bank.bic',
    'it.codicefiscale': 'it.codice_fiscale',
    'us.ssn': 'us.ssn',
    'us.itin': 'us.itin',
    'gb.nhs': 'gb.nhs',
    'de.idnr': 'de.idnr',
    'fr.nir': 'fr.nir',
    'nl.bsn': 'nl.bsn',
    'pl.pesel': 'pl.pesel',
    'es.dni': 'es.dni',
    'es.nie': 'es.nie',
    'se.personnummer': 'se.personnummer',
    'gb.utr': 'gb.utr',
    'gb.vat': 'gb.vat',
    'gb.upn': 'gb.upn',
    'ie.pps': 'ie.pps',
    'ie.vat': 'ie.vat',
    'de.stnr': 'de.stnr',
    'de.vat': 'de.vat',
    'at.tin': 'at.tin',
    'at.uid': 'at.uid',
    'at.vnr': 'at.vnr',
    'ch.ssn': 'ch.ahv',
    'ch.uid': 'ch.uid',
    'li.peid': 'li.peid',
    'be.nn': 'be.nn',
    'be.bis': 'be.bis',
    'be.vat': 'be.vat',
    'be.eid': 'be.id_card',
    'nl.btw': 'nl.btw',
    'nl.identiteitskaartnummer': 'nl.id_card',
    'nl.onderwijsnummer': 'nl.onderwijsnummer',
    'lu.tva': 'lu.tva',
    'fr.nif': 'fr.nif',
    'fr.siren': 'fr.siren',
    'fr.siret': 'fr.siret',
    'fr.tva': 'fr.tva',
    'mc.tva': 'fr.tva',
    'it.iva': 'it.iva',
    'es.cif': 'es.cif',
    'es.ccc': 'bank.es_ccc',
    'pt.nif': 'pt.nif',
    'pt.cc': 'pt.cc',
    'gr.amka': 'gr.amka',
    'gr.vat': 'gr.afm',
    'cy.vat': 'cy.tic',
    'mt.vat': 'mt.vat',
    'ar.cbu': 'bank.ar_cbu',
    'ar.cuit': 'ar.cuit',
    'ar.dni': 'ar.dni',
    'au.abn': 'au.abn',
    'au.acn': 'au.acn',
    'au.tfn': 'au.tfn',
    'br.cnpj': 'br.cnpj',
    'br.cpf': 'br.cpf',
    'ca.bc_phn': 'ca.bc_phn',
    'ca.bn': 'ca.bn',
    'ca.sin': 'ca.sin',
    'cl.rut': 'cl.rut',
    'cn.ric': 'cn.ric',
    'co.nit': 'co.nit',
    'id.nik': 'id.nik',
    'id.npwp': 'id.npwp',
    'il.idnr': 'il.id',
    'in_.aadhaar': 'in.aadhaar',
    'in_.pan': 'in.pan',
    'in_.gstin': 'in.gstin',
    'in_.epic': 'in.epic',
    'in_.vid': 'in.vid',
    'jp.cn': 'jp.corporate',
    'jp.in_': 'jp.my_number',
    'kr.brn': 'kr.brn',
    'kr.rrn': 'kr.rrn',
    'mx.curp': 'mx.curp',
    'mx.rfc': 'mx.rfc',
    'my.nric': 'my.nric',
    'nz.bankaccount': 'bank.nz_account',
    'nz.ird': 'nz.ird',
    'pe.cui': 'pe.dni',
    'pe.ruc': 'pe.ruc',
    'sg.uen': 'sg.uen',
    'th.pin': 'th.pin',
    'us.atin': 'us.atin',
    'us.ein': 'us.ein',
    'us.ptin': 'us.ptin',
    'us.rtn': 'bank.us_aba',
    'za.idnr': 'za.id',
    'za.tin': 'za.tin',
    'pl.nip': 'pl.nip',
    'pl.regon': 'pl.regon',
    'cz.rc': 'cz.rc',
    'sk.rc': 'cz.rc',
    'cz.ico': 'cz.ico',
    'sk.ico': 'cz.ico',
    'cz.dic': 'cz.dic',
    'cz.bankaccount': 'bank.cz_account',
    'sk.dph': 'sk.dph',
    'hu.anum': 'hu.adoszam',
    'ro.cnp': 'ro.cnp',
    'ro.cui': 'ro.cif',
    'bg.egn': 'bg.egn',
    'bg.pnf': 'bg.lnch',
    'bg.vat': 'bg.vat',
    'hr.oib': 'hr.oib',
    'si.emso': 'si.emso',
    'si.ddv': 'si.davcna',
    'rs.pib': 'rs.pib',
    'tr.tckimlik': 'tr.tckn',
    'tr.vkn': 'tr.vkn',
    'ua.rntrc': 'ua.rntrc',
    'ru.inn': 'ru.inn',
    'by.unp': 'by.unp',
    'se.orgnr': 'se.orgnr',
    'se.vat': 'se.orgnr',
    'no.fodselsnummer': 'no.fodselsnummer',
    'no.orgnr': 'no.orgnr',
    'no.mva': 'no.orgnr',
    'no.kontonr': 'bank.no_kontonr',
    'dk.cpr': 'dk.cpr',
    'dk.cvr': 'dk.cvr',
    'fi.hetu': 'fi.hetu',
    'fi.ytunnus': 'fi.ytunnus',
    'fi.alv': 'fi.ytunnus',
    'fi.veronumero': 'fi.veronumero',
    'is_.kennitala': 'is.kennitala',
    'ee.ik': 'ee.ik',
    'ee.kmkr': 'ee.kmkr',
    'lt.asmens': 'lt.asmens',
    'lt.pvm': 'lt.pvm',
    'lv.pvn': 'lv.pvn',
  };
  /** Where another answer is meant. */
  const otherwise: Readonly<Record<string, string>> = {
    'it.codicefiscale 00743110157': 'eleven digits are the number of a company (partita IVA)',
    'gb.vat GD100': 'a government department is nobody',
    'gb.vat GD888810003': 'a government department is nobody',
    'gb.vat HA501': 'a health authority is nobody',
    'gb.vat HA888856782': 'a health authority is nobody',
    'ch.uid 100.155.212': 'nine digits without CHE are any number',
    'ch.uid CHE 113.042.942.': 'the full stop is not part of it',
    'mc.tva FR 61 954 506 077': 'a number of France, asked whether it is one of Monaco',
    'nl.btw NL4495445B01': 'leading zeros are always written',
    'co.nit 890 981 268 -— 4': 'a comma or an em dash separates no digits of a number',
    'co.nit 890 981 268 — 4': 'a comma or an em dash separates no digits of a number',
    'co.nit 900,206,480-2': 'a comma or an em dash separates no digits of a number',
    'co.nit 900,206,483-4': 'a comma or an em dash separates no digits of a number',
    'co.nit 900.206,483-4': 'a comma or an em dash separates no digits of a number',
    'co.nit 900.323.466—1': 'a comma or an em dash separates no digits of a number',
    'kr.brn 206-18-12345': 'the check digit is wrong',
    'kr.brn 306-82-00417': 'the check digit is wrong',
    'kr.brn 728-86-00316': 'the check digit is wrong',
    'kr.rrn 741213-6670511': 'of a foreigner: kr.frn',
    'kr.rrn 810819-6901483': 'of a foreigner: kr.frn',
    'kr.rrn 881219-5460537': 'of a foreigner: kr.frn',
    'kr.rrn 931112-6271351': 'of a foreigner: kr.frn',
    'kr.rrn 940624-5149547': 'of a foreigner: kr.frn',
    'kr.rrn 971013-9019902': 'born before 1900',
    'kr.rrn 9710139019902': 'born before 1900',
    'id.npwp 3171011708450001': 'a NIK, which is id.nik',
    'nz.bankaccount 01-9999-0100197-00': 'branches come and go: there is no list of them',
    'nz.bankaccount 09-0-37331-00': 'branches come and go: there is no list of them',
    'nz.bankaccount 26-2600-0320871-032': 'the tax office’s own example of a valid one',
    'bitcoin BC1SW50QA3JX3S': 'of a length that no address has',
    'bitcoin bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj': 'of a length that no address has',
    'imei 35-209900-176148-23': 'without a check digit it is any number',
    'imei 35686800-004141-20': 'without a check digit it is any number',
    'imei 49-015420-323751': 'without a check digit it is any number',
    'mac fd:ff:ff:84:a2:a0': 'manufacturers come and go: there is no list of them',
    'us.atin 123-45-6789': 'an ATIN begins with 9 and has 93 in the middle',
    'bg.vat 7111042925': 'ten digits without BG are the number of the person itself',
    'bg.vat 7153849522': 'ten digits without BG are the number of the person itself',
    'bg.vat 7501020018': 'ten digits without BG are the number of the person itself',
    'bg.vat 8001010008': 'ten digits without BG are the number of the person itself',
    'bg.vat 8032056031': 'ten digits without BG are the number of the person itself',
    'by.unp UNP 591705582': 'the label is not part of it',
    'by.unp УНП 591705582': 'the label is not part of it',
    'by.unp УНП MA1953684': 'the label is not part of it',
    'by.unp МА1953684': 'no scan proposes Cyrillic letters',
    'cz.rc 991231123': 'who was born in 1899 is dead',
    'sk.rc 991231123': 'who was born in 1899 is dead',
    'fi.hetu 131052-9993': 'temporary numbers are suppressed with their reason instead of being passed over',
    'lv.pvn 161175-19997': 'the number of a person has a detector of its own, lv.pk',
    'lv.pvn 328673-00679': 'the number of a person has a detector of its own, lv.pk',
    'no.kontonr 0000.4090403': 'giro numbers of before 2001 are seven digits without a bank',
    'si.emso 2001939010010': 'given out to a foreigner in another of the republics',
    'li.peid 2766': 'with fewer than six digits every year and price would be asked for its label',
    'li.peid 84166': 'with fewer than six digits every year and price would be asked for its label',
    'li.peid 84167': 'with fewer than six digits every year and price would be asked for its label',
    'us.ssn 078-05-1120': 'well-formed, and suppressed with its reason instead of being passed over',
  };

  it('get the same answer', (context) => {
    skipUnless(context, shared !== null, missing);
    const rows = (JSON.parse(corpus('python-stdnum-values.json')) as [string, string, boolean][]).filter(
      ([module]) => ids[module] !== undefined,
    );
    expect(rows.length).toBeGreaterThan(600);
    const differ = rows.filter(([module, value, good]) => {
      const { verdict, length = value.length } = detectors.get(ids[module]!)!.check(value);
      return (verdict === 'valid' && length === value.length) !== good;
    });
    expect(differ.map(([module, value]) => `${module} ${value}`).sort()).toEqual(Object.keys(otherwise).sort());
    expect(detectors.get('us.ssn')!.deny!.some(({ value }) => value === '078051120')).toBe(true);
  });
});

describe('examples of the recognizers of Presidio', () => {
  const entities: Readonly<Record<string, string>> = {
    CREDIT_CARD: 'card.pan',
    CRYPTO: 'crypto.',
    MAC_ADDRESS: 'device.mac',
    EMAIL_ADDRESS: 'email',
    IBAN_CODE: 'bank.iban',
    IP_ADDRESS: 'ip.',
    PHONE: 'phone',
    DE_TAX_ID: 'de.idnr',
    ES_NIE: 'es.nie',
    ES_NIF: 'es.dni',
    IT_FISCAL_CODE: 'it.codice_fiscale',
    PL_PESEL: 'pl.pesel',
    SE_PERSONNUMMER: 'se.personnummer',
    UK_NHS: 'gb.nhs',
    UK_NINO: 'gb.nino',
    ABA_ROUTING_NUMBER: 'bank.us_aba',
    AU_ABN: 'au.abn',
    AU_ACN: 'au.acn',
    AU_MEDICARE: 'au.medicare',
    AU_TFN: 'au.tfn',
    CA_SIN: 'ca.sin',
    IN_AADHAAR: 'in.aadhaar',
    IN_GSTIN: 'in.gstin',
    IN_PAN: 'in.pan',
    IN_PASSPORT: 'in.passport',
    IN_VOTER: 'in.epic',
    KR_BRN: 'kr.brn',
    KR_DRIVER_LICENSE: 'kr.driver_license',
    KR_FRN: 'kr.frn',
    KR_PASSPORT: 'kr.passport',
    KR_RRN: 'kr.rrn',
    MEDICAL_LICENSE: 'us.dea',
    PH_TIN: 'ph.tin',
    SG_NRIC_FIN: 'sg.nric',
    SG_UEN: 'sg.uen',
    TH_TNIN: 'th.pin',
    US_BANK_NUMBER: 'bank.us_account',
    US_MBI: 'us.mbi',
    US_NPI: 'us.npi',
    US_PASSPORT: 'us.passport',
    ZA_ID_NUMBER: 'za.id',
    US_ITIN: 'us.itin',
    US_SSN: 'us.ssn',
  };
  /** Lost on purpose, by reason. */
  const lost: Readonly<Record<string, readonly string[]>> = {
    'no digit comes twice, which the tax authority rules out': [
      '12345678903',
      '98765432106',
      'Meine Steuer-ID: 12345678903.',
      'IdNr. 98765432106 liegt vor.',
    ],
    'wrong check letter': ['AAAAAA00B11C333N', 'AAAAAA00B11C333Y and AAAAAA00B11C333N', 'T1234567Z', 'G1122144L'],
    'the unspecified and the loopback address are nobody’s': [
      'Use local ipv6 ::',
      'my ip: ::1',
      'connecting from ::1',
      'src=:: dst=::1',
      'Unspecified ::',
      'Loopback ::1',
      '::1/128',
      '::/0',
      '::/128',
    ],
    'five numbers are no address': ['192.168.1.1.1'],
    'bare digits that are as good a number of another country': ['02070803628'],
    'bare digits without a label': ['My CN number is 13812345678', '078051121', '945456787654', '912803456'],
    'a letter and some digits without a label': ['A3456781', 'B3097651', 'C3590543'],
    'a second number of the same form, whose check it passes as well': [
      '000 000 019',
      '2123456701',
      '112212345612',
      's99887766',
      'd11223344',
      '1003000126',
    ],
    'no digit in it, at which the search would stop': [
      'Hardware address: AA-BB-CC-DD-EE-FF',
      'MACs: 00:11:22:33:44:55 and AA-BB-CC-DD-EE-FF',
      'Physical address is aabb.ccdd.eeff',
      'The hardware address is AA-BB-CC-DD-EE-FF',
    ],
    'ten digits that could be a moment': ['1048656659'],
    'no such kind of holder': ['AAASA1111R', 'ABCND1234Z', 'A1234567Z', 'B1234567Z'],
    'letters and digits in another order': ['A1111DFSFS'],
    'glued to a word or to more digits': [
      'My US number is (415) 555-0132, and my international one is415-555-0132',
      'My US number is (415) 555-0132, and my international one is 91-415-555-0132',
      'My swedish id code is199003052397.',
    ],
    'grouped as nobody writes it': ['911-701234 91170-1234', '078-051121 07805-1121'],
  };

  interface Row {
    readonly entity: string;
    readonly text: string;
    readonly n: number;
    readonly spans: readonly [number, number][] | null;
  }

  it('are found, and near misses are not', (context) => {
    skipUnless(context, shared !== null, missing);
    const all = [...detectors.values()];
    const neutral = createEngine({ detectors: all, countries: [] });
    const abroad = createEngine({ detectors: all, countries: ['US', 'IL', 'BR', 'JP', 'CN', 'GB', 'DE', 'IN'] });
    const rows = corpus('presidio-recognizer-tests.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .filter(({ entity }) => entities[entity] !== undefined);
    const missed: string[] = [];
    const wrong: string[] = [];
    for (const { entity, text, n, spans } of rows) {
      const found = detectText(entity === 'PHONE' ? abroad : neutral, text).filter(({ detector }) =>
        // Many countries number their passports alike: which one it is, is not in the number.
        entity.endsWith('PASSPORT') && n > 0 ? detector.endsWith('.passport') : detector.startsWith(entities[entity]!),
      );
      if (n === 0) {
        if (found.some(({ confidence, suppressed }) => confidence !== 'low' && suppressed === undefined))
          wrong.push(text);
        continue;
      }
      const hits =
        spans?.filter(([from, to]) => found.some(({ start, end }) => start < to && end > from)).length ?? found.length;
      if (hits < n) missed.push(text);
    }
    expect(rows.length).toBeGreaterThan(500);
    expect([...new Set(missed)].sort()).toEqual(Object.values(lost).flat().sort());
    // No American one, but a letter and six digits are what Cyprus and Portugal give out.
    expect(wrong.filter((text) => text !== 'my passport number is T356907')).toEqual([]);
  });
});
