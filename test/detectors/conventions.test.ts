import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Detector } from '../../agent/contracts/detector.ts';
import { loadPlugins } from '../../agent/registry.ts';
import { measure } from '../../bench/measure-false-accept.ts';

const root = new URL('../../', import.meta.url);
const detectors = await loadPlugins<Detector>(new URL('detectors/', root), { recursive: true });

describe('every detector', () => {
  it.each([...detectors.keys()])('%s is called what its file is called, and has its fixture and its test', (id) => {
    expect(detectors.get(id)!.id).toBe(id);
    expect(existsSync(new URL(`fixtures/detectors/${id}.json`, root)), `fixtures/detectors/${id}.json`).toBe(true);
    const test = `test/detectors/${id.replaceAll('.', '/')}.test.ts`;
    expect(existsSync(new URL(test, root)), test).toBe(true);
  });

  it('is there for every fixture', () => {
    const fixtures = readdirSync(fileURLToPath(new URL('fixtures/detectors/', root)));
    expect(fixtures.filter((name) => !detectors.has(name.replace(/\.json$/, '')))).toEqual([]);
  });

  it('covers the first release', () => {
    const promised =
      'bank.bic bank.iban card.pan de.idnr email es.dni es.nie fr.nir gb.nhs gb.nino ip.v4 ip.v6 it.codice_fiscale nl.bsn ' +
      'person.address person.dob person.name phone pl.pesel se.personnummer us.itin us.ssn';
    expect([...detectors.keys()]).toEqual(expect.arrayContaining(promised.split(' ')));
  });
});

/** 1 claims nothing; everything else must be what random strings of the shape, or of its digits, show. */
describe('falseAccept', () => {
  it.each([...detectors.keys()])('of %s is what is measured', (id) => {
    const detector = detectors.get(id)!;
    const { declared, shape, digits } = measure(detector, 60_000);
    const seen = [shape, digits].filter((share) => !Number.isNaN(share));
    expect(seen).not.toEqual([]);
    if (declared === 1) return;
    expect(declared, `random strings: ${shape}`).toBeGreaterThanOrEqual(Math.min(...seen) / 2);
    expect(declared, `random strings: ${shape}, random digits: ${digits}`).toBeLessThanOrEqual(2 * Math.max(...seen));
  });
});
