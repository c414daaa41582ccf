import iconv from 'iconv-lite';
import type { Extracted } from '../../../contracts/extractor.ts';
import { SourceError } from '../../../contracts/source.ts';
import { view } from '../decode.ts';
import {
  codepageName,
  fixedValue,
  ids,
  type MapiAttachment,
  type MapiMessage,
  type MapiName,
  type MapiObject,
  type MapiValue,
  mapiTypes,
  variableValue,
} from './mapi.ts';
import { mapiMessage } from './mapi-message.ts';

/** Attributes of the format ([MS-OXTNEF] 2.1.3.2) that hold what is not in the properties. */
const attributes = {
  from: 0x8000,
  subject: 0x8004,
  sent: 0x8005,
  received: 0x8006,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachModified: 0x8013,
  attachCreated: 0x8012,
  attachRendering: 0x9002,
  properties: 0x9003,
  recipients: 0x9004,
  attachment: 0x9005,
  codepage: 0x9007,
} as const;

const signature = 0x223e9f78;
const deepest = 8;

interface Draft {
  readonly values: Map<number, MapiValue>;
  readonly names: Map<number, MapiName>;
  data: Buffer | null;
  inner: Buffer | null;
}

/** All of a winmail.dat: the message that Outlook packed into it. Damage is told after what could be read. */
export async function* tnefMessage(
  data: Uint8Array,
  spend: (bytes: number) => void,
  depth = 0,
): AsyncGenerator<Extracted> {
  const bytes = view(data);
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature)
    throw new SourceError({ code: 'damaged', detail: 'structure' });
  const reader = new TnefReader();
  const problem = reader.read(bytes);
  yield* mapiMessage(reader.message(spend, depth), spend);
  if (problem !== null) yield { type: 'problem', code: 'damaged', detail: problem, partly: true };
}

class TnefReader {
  private codepage = 'windows-1252';
  private readonly own: Draft = draft();
  private recipients: MapiObject[] = [];
  private readonly attachments: Draft[] = [];

  read(bytes: Buffer): 'truncated' | 'checksum' | 'structure' | null {
    let problem: 'checksum' | 'structure' | null = null;
    let at = 6;
    while (at + 9 <= bytes.length) {
      const id = bytes.readUInt16LE(at + 1);
      const length = bytes.readUInt32LE(at + 5);
      const end = at + 9 + length;
      if (end + 2 > bytes.length) {
        this.guarded(id, bytes.subarray(at + 9));
        return 'truncated';
      }
      const data = bytes.subarray(at + 9, end);
      if (sum(data) !== bytes.readUInt16LE(end)) problem ??= 'checksum';
      if (!this.guarded(id, data)) problem ??= 'structure';
      at = end + 2;
    }
    return at === bytes.length ? problem : 'truncated';
  }

  message(spend: (bytes: number) => void, depth: number): MapiMessage {
    const { attachments } = this;
    return {
      values: this.own.values,
      names: this.own.names,
      recipients: this.recipients,
      async *attachments() {
        for (const one of attachments)
          yield { values: one.values, names: one.names, content: contentOf(one, spend, depth) };
      },
    };
  }

  /** False when the attribute breaks off. */
  private guarded(id: number, data: Buffer): boolean {
    try {
      this.attribute(id, data);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  private attribute(id: number, data: Buffer): void {
    const { values } = this.own;
    const current = this.attachments.at(-1);
    switch (id) {
      case attributes.codepage:
        this.codepage = codepageName(data.readUInt32LE(0));
        break;
      case attributes.subject:
        this.keep(values, ids.subject, this.text(data));
        break;
      case attributes.body:
        this.keep(values, ids.body, this.text(data));
        break;
      case attributes.sent:
        this.keep(values, ids.submitted, day(data));
        break;
      case attributes.received:
        this.keep(values, ids.delivered, day(data));
        break;
      case attributes.from:
        this.sender(data);
        break;
      case attributes.properties:
        new PropertyReader(data, this.codepage).object(this.own);
        break;
      case attributes.recipients:
        this.recipients = new PropertyReader(data, this.codepage).rows();
        break;
      case attributes.attachRendering:
        this.attachments.push(draft());
        break;
      default:
        if (current !== undefined) this.attachment(current, id, data);
    }
  }

  private attachment(current: Draft, id: number, data: Buffer): void {
    if (id === attributes.attachData) current.data = data;
    else if (id === attributes.attachTitle) this.keep(current.values, ids.attachFileName, this.text(data));
    else if (id === attributes.attachCreated) this.keep(current.values, ids.created, day(data));
    else if (id === attributes.attachModified) this.keep(current.values, ids.modified, day(data));
    else if (id === attributes.attachment) new PropertyReader(data, this.codepage).object(current);
  }

  /** The properties, which come with a better encoding, are kept where both say it. */
  private keep(values: Map<number, MapiValue>, id: number, value: MapiValue | null): void {
    if (value !== null && !values.has(id)) values.set(id, value);
  }

  private text(data: Buffer): string {
    return iconv.decode(data, this.codepage).replace(/\0+$/, '');
  }

  /** A name and an address, each with its length before it. */
  private sender(data: Buffer): void {
    const name = data.readUInt16LE(4);
    const address = data.readUInt16LE(6);
    this.keep(this.own.values, 0x0c1a, this.text(data.subarray(8, 8 + name)));
    this.keep(this.own.values, 0x0c1f, this.text(data.subarray(8 + name, 8 + name + address)).replace(/^smtp:/i, ''));
  }
}

function draft(): Draft {
  return { values: new Map(), names: new Map(), data: null, inner: null };
}

function contentOf({ data, inner }: Draft, spend: (bytes: number) => void, depth: number): MapiAttachment['content'] {
  if (inner !== null && depth < deepest)
    return { kind: 'inner', type: 'tnef', pieces: () => tnefMessage(inner, spend, depth + 1) };
  const bytes = inner ?? data;
  if (bytes === null) return { kind: 'none' };
  return {
    kind: 'file',
    size: bytes.length,
    bytes: async function* () {
      yield bytes;
    },
  };
}

function sum(data: Buffer): number {
  let total = 0;
  for (const byte of data) total += byte;
  return total & 0xffff;
}

/** Year, month, day, hour, minute, second: of the sender's clock, so that the day alone stands. */
function day(data: Buffer): string | null {
  if (data.length < 12) return null;
  const two = (at: number): string => String(data.readUInt16LE(at)).padStart(2, '0');
  return `${String(data.readUInt16LE(0)).padStart(4, '0')}-${two(2)}-${two(4)}`;
}

/** A list of properties within an attribute. @throws RangeError where it breaks off */
class PropertyReader {
  private at = 0;
  private readonly data: Buffer;
  private readonly codepage: string;

  constructor(data: Buffer, codepage: string) {
    this.data = data;
    this.codepage = codepage;
  }

  rows(): MapiObject[] {
    const rows: MapiObject[] = [];
    for (let left = this.word(); left > 0; left--) {
      const row = draft();
      this.object(row);
      rows.push(row);
    }
    return rows;
  }

  object(into: Draft): void {
    for (let left = this.word(); left > 0; left--) this.property(into);
  }

  private property(into: Draft): void {
    const type = this.data.readUInt16LE(this.at);
    const id = this.data.readUInt16LE(this.at + 2);
    this.at += 4;
    if (id >= 0x8000) into.names.set(id, this.name());
    const size = sizes[type & 0xfff];
    if (size !== undefined) {
      const times = (type & 0x1000) === 0 ? 1 : this.word();
      for (let i = 0; i < times; i++) {
        const value = fixedValue(type, this.take(size));
        if (value !== null) into.values.set(id, value);
      }
      return;
    }
    const texts: string[] = [];
    for (let left = this.word(); left > 0; left--) {
      const bytes = this.take(this.word());
      if (id === ids.attachData) {
        if ((type & 0xfff) === mapiTypes.object && holdsMessage(bytes)) into.inner = bytes.subarray(16);
        else into.data = (type & 0xfff) === mapiTypes.object ? bytes.subarray(16) : bytes;
        continue;
      }
      const value = variableValue(type & 0xfff, bytes, this.codepage);
      if (typeof value === 'string') texts.push(value);
      else if (value !== null) into.values.set(id, value);
    }
    if (texts.length > 0) into.values.set(id, texts.length === 1 ? texts[0]! : texts);
  }

  private name(): MapiName {
    this.take(16);
    if (this.word() === 0) return { lid: this.word() };
    return { name: this.take(this.word()).toString('utf16le').replace(/\0+$/, '').slice(0, 256) };
  }

  private word(): number {
    const word = this.data.readUInt32LE(this.at);
    this.at += 4;
    return word;
  }

  /** So many bytes; the next value begins at a multiple of four. */
  private take(length: number): Buffer {
    if (this.at + length > this.data.length) throw new RangeError('past the end');
    const bytes = this.data.subarray(this.at, this.at + length);
    this.at += Math.ceil(length / 4) * 4;
    return bytes;
  }
}

/** Behind the interface that the object speaks (IMessage) the packed message begins. */
function holdsMessage(bytes: Buffer): boolean {
  return bytes.length >= 22 && bytes.readUInt32LE(16) === signature;
}

/** Bytes of the values of fixed size. */
const sizes: Readonly<Record<number, number>> = {
  1: 4,
  2: 2,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 2,
  20: 8,
  64: 8,
  72: 16,
};
