import CFB from 'cfb';
import { describe, expect, it } from 'vitest';
import compound from '../../agent/extractors/compound.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(compound, {
  fixture: 'compound/object.bin',
  kind: 'cfb',
  expect: [
    { text: 'canary-native@example.org', type: 'table', part: 'list.csv', name: 'E-Mail' },
    { text: 'canary-packaged', type: 'prose', part: 'MBD0001!/package' },
  ],
});

describe('compound files', () => {
  it('of a program that is not known say so', async () => {
    const container = CFB.utils.cfb_new({ root: 'Root Entry' } as never);
    CFB.utils.cfb_add(container, '/SomethingElse', Buffer.from('\0\x01\x02 unknown'));
    CFB.utils.cfb_del(container, '\u0001Sh33tJ5');
    const bytes = Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array);
    const { result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({
      status: 'unread',
      problems: [{ code: 'unsupported', detail: 'kind:cfb', part: '' }],
    });
  });

  it('with a directory that leads in circles end', async () => {
    const container = CFB.utils.cfb_new({ root: 'Root Entry' } as never);
    for (const name of ['a', 'b', 'c']) CFB.utils.cfb_add(container, `/${name}`, Buffer.from('x'));
    const bytes = Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array);
    for (let at = 512; at + 128 <= bytes.length; at += 128)
      if (bytes[at + 66] === 2) for (const link of [68, 72]) bytes.writeUInt32LE(1, at + link);
    const { events, result } = await extractAll(bytes, 'x');
    expect(['read', 'unread']).toContain(result.status);
    expect(sightings(events)).toEqual([]);
  });
});
