import { buffer } from 'node:stream/consumers';
import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import avsc from 'avsc';
import { describe, expect, it } from 'vitest';
import avro from '../../agent/extractors/avro.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(avro, {
  fixture: '../canary/canary.deflate.avro',
  kind: 'avro',
  expect: [
    { text: 'canary.anna@example.org', type: 'table', name: 'email', place: 'row 1 cell 3' },
    { text: 'canary.note@example.org', type: 'table', name: 'note' },
    { text: 'Björn Größe', type: 'table', name: 'name' },
  ],
});

const schema = {
  type: 'record',
  name: 'order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: { type: 'fixed', name: 'key', size: 4 } },
    {
      name: 'address',
      type: {
        type: 'record',
        name: 'address',
        fields: [
          { name: 'street', type: 'string' },
          { name: 'floor', type: ['null', 'int'] },
        ],
      },
    },
    { name: 'mails', type: { type: 'array', items: 'string' } },
    { name: 'labels', type: { type: 'map', values: 'string' } },
    { name: 'kind', type: { type: 'enum', name: 'kind', symbols: ['private', 'business'] } },
    { name: 'parent', type: ['null', 'order'], default: null },
    { name: 'paid', type: 'boolean' },
    { name: 'sum', type: 'double' },
  ],
};

describe('avro', () => {
  it.each(['null', 'deflate', 'zstandard'])(
    'reads records in records, lists and maps, packed with %s',
    async (codec) => {
      const type = avsc.Type.forSchema(schema as never, { wrapUnions: false });
      const pack = (bytes: Buffer, done: (error: Error | null, packed?: Buffer) => void) =>
        done(
          null,
          codec === 'deflate' ? deflateRawSync(bytes) : codec === 'zstandard' ? zstdCompressSync(bytes) : bytes,
        );
      const encoder = new avsc.streams.BlockEncoder(type, { codec, codecs: { [codec]: pack } } as never);
      for (let i = 0; i < 2500; i++)
        encoder.write({
          id: Buffer.from([0, 0, 1, 255]),
          address: { street: `canary street ${i}`, floor: i % 2 === 0 ? null : i },
          mails: [`canary.${i}@example.org`],
          labels: { note: 'canary label' },
          kind: 'business',
          parent: null,
          paid: true,
          sum: 1.5,
        });
      encoder.end();
      const { events, result } = await extractAll(await buffer(encoder as never), 'x');
      expect(result).toMatchObject({ status: 'read', kind: 'avro', problems: [] });
      const row = (n: number) => sightings(events).filter(({ place }) => place.startsWith(`row ${n} `));
      expect(Object.fromEntries(row(2500).map(({ name, text }) => [name, text]))).toEqual({
        id: '',
        'address.street': 'canary street 2499',
        'address.floor': '2499',
        mails: '["canary.2499@example.org"]',
        labels: '{"note":"canary label"}',
        kind: 'business',
        parent: '',
        paid: 'true',
        sum: '1.5',
      });
    },
  );
});
