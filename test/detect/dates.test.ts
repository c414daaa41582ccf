import { describe, expect, it } from 'vitest';
import type { Fields } from '../../agent/contracts/extractor.ts';
import { createDetection } from '../../agent/detect/detection.ts';
import { engine, fingerprint, prose, tableOf } from './kit.ts';

function datesOf(...texts: readonly (Parameters<ReturnType<typeof createDetection>['add']>[1] | string)[]) {
  const detection = createDetection(engine, { fingerprint });
  for (const text of texts) detection.add('p', typeof text === 'string' ? prose(text) : text);
  return detection.dates().map(({ event, date }) => `${event} ${date}`);
}

describe('record dates', () => {
  it.each([
    ['Invoice date: 2021-03-04', 'record:invoice 2021-03-04'],
    ['Rechnungsdatum: 04.03.2021', 'record:invoice 2021-03-04'],
    ['Rechnungsdatum 4. März 2021', 'record:invoice 2021-03-04'],
    ['date de facture : 4 mars 2021', 'record:invoice 2021-03-04'],
    ['fecha de factura: 4 de marzo de 2021', 'record:invoice 2021-03-04'],
    ['data fattura 04/03/2021', 'record:invoice 2021-03-04'],
    ['factuurdatum: 4-3-2021', 'record:invoice 2021-03-04'],
    ['data wystawienia: 4 marca 2021 r.', 'record:invoice 2021-03-04'],
    ['Fakturadatum: 2021-03-04', 'record:invoice 2021-03-04'],
    ['Vertragsende: 31.12.2019', 'record:contract_end 2019-12-31'],
    ['contract terminated on December 31, 2019', 'record:contract_end 2019-12-31'],
    ['Konto geschlossen am 01.02.2018', 'record:account_closed 2018-02-01'],
    ['invoiceDate=2021-03-04', 'record:invoice 2021-03-04'],
  ])('%s', (text, expected) => {
    expect(datesOf(text)).toEqual([expected]);
  });

  it.each([
    'Due: 2021-03-04',
    'Invoice date: none. Printed 2021-03-04',
    'Invoice date:\n2021-03-04',
    'Rechnungsdatum: 31.02.2021',
    'Rechnungsdatum: 04.03.1921',
    'invoice date 2021-03-04T12:13:14',
  ])('none in %j', (text) => {
    expect(datesOf(text)).toEqual([]);
  });

  it('are left out where day and month could be either', () => {
    expect(datesOf('invoice date: 03/04/2021')).toEqual([]);
  });

  it('are read as the rest of the file is written', () => {
    expect(datesOf('invoice date: 03/04/2021, printed 02/25/2021')).toEqual(['record:invoice 2021-03-04']);
    expect(datesOf('invoice date: 03/04/2021, printed 25/02/2021')).toEqual(['record:invoice 2021-04-03']);
    expect(datesOf('invoice date: 03/04/2021, printed 25/02/2021 and 02/25/2021')).toEqual([]);
  });

  it('keep the earliest and the latest', () => {
    const text = [5, 1, 9, 3].map((month) => `Rechnungsdatum: 01.0${month}.2020`).join('\n');
    expect(datesOf(text)).toEqual(['record:invoice 2020-01-01', 'record:invoice 2020-09-01']);
  });

  it('come from columns and fields too', () => {
    expect(
      datesOf(
        tableOf(
          ['no', 'invoice_date'],
          [
            ['1', '2020-01-02'],
            ['2', '2020-05-06'],
          ],
        ),
      ),
    ).toEqual(['record:invoice 2020-01-02', 'record:invoice 2020-05-06']);
    const fields: Fields = {
      type: 'fields',
      at: [],
      fields: [{ name: 'contractEndDate', place: 'x', value: '2020-05-06' }],
    };
    expect(datesOf(fields)).toEqual(['record:contract_end 2020-05-06']);
    expect(datesOf(tableOf(['', ''], [['Vertragsende', '31.12.2019']]))).toEqual(['record:contract_end 2019-12-31']);
  });
});
