import { constants, inflateRawSync } from 'node:zlib';
import type { Extracted } from '../../../contracts/extractor.ts';
import type { PlaceHop } from '../../../contracts/place.ts';
import { SourceError } from '../../../contracts/source.ts';
import { type CompoundEntry, childOf, streamOf } from '../compound.ts';
import { fileInside } from '../file-inside.ts';
import type { LegacyContext } from './summary.ts';

/** Records of the format ([MS-PPT] 2.13.24). */
const records = {
  document: 1000,
  slide: 1006,
  notes: 1008,
  slideInList: 1011,
  master: 1016,
  textWide: 4000,
  textNarrow: 4008,
  string: 4026,
  slideList: 4080,
  embedded: 4113,
  later: 5003,
  comment: 12000,
} as const;
const encryptedMark = 0xf3d1c4df;
const mostRecord = 64 << 20;
const dull =
  /^(?:Arial|Times New Roman|Wingdings|Symbol|Calibri|Tahoma|Office Theme|Default Design|___PPT\d+|\*|PowerPoint Document)$/i;

interface Open {
  readonly type: number;
  readonly instance: number;
  readonly end: number;
}

/** Slides, notes, comments and embedded objects of a presentation of 1997 to 2003, also of versions saved before. */
export async function* pptText(context: LegacyContext, show: CompoundEntry): AsyncGenerator<Extracted> {
  if (await isEncrypted(context)) {
    yield { type: 'problem', code: 'encrypted', detail: 'password', partly: false };
    return;
  }
  yield* new ShowReader(context, show).pieces();
  const pictures = streamOf(context.storage, 'Pictures');
  if (pictures !== undefined) yield* picturesIn(context, pictures);
}

async function isEncrypted({ file, storage }: LegacyContext): Promise<boolean> {
  if (childOf(storage, 'EncryptedSummary') !== undefined) return true;
  const user = streamOf(storage, 'Current User');
  const bytes = user === undefined ? Buffer.alloc(0) : await file.read(user, 0, 16);
  return bytes.length >= 16 && bytes.readUInt32LE(12) === encryptedMark;
}

class ShowReader {
  private readonly context: LegacyContext;
  private readonly show: CompoundEntry;
  private readonly open: Open[] = [];
  private slides = 0;
  private listed = 0;
  private objects = 0;
  private readonly told = new Set<string>();

  constructor(context: LegacyContext, show: CompoundEntry) {
    this.context = context;
    this.show = show;
  }

  async *pieces(): AsyncGenerator<Extracted> {
    const { file, spend, signal } = this.context;
    let at = 0;
    while (at + 8 <= this.show.size) {
      signal.throwIfAborted();
      const head = await this.read(at, 8);
      if (head.length < 8) break;
      const first = head.readUInt16LE(0);
      const type = head.readUInt16LE(2);
      const length = head.readUInt32LE(4);
      const end = at + 8 + length;
      while (this.open.length > 0 && at >= this.open.at(-1)!.end) this.open.pop();
      // Parts of later versions are packed into a record that is none of theirs.
      if ((first & 15) === 15 || type === records.later) {
        this.enter({ type, instance: first >> 4, end });
        at += 8;
        continue;
      }
      if (end > this.show.size) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      if (type === records.slideInList) this.listed++;
      if (type === records.textWide || type === records.textNarrow || type === records.string) {
        const bytes = await this.read(at + 8, Math.min(length, mostRecord));
        spend(bytes.length);
        yield* this.text(type, first >> 4, bytes);
      } else if (type === records.embedded && length < mostRecord) {
        const bytes = await file.read(this.show, at + 8, length);
        yield* this.object(bytes, first >> 4 === 1);
      }
      at = end;
    }
  }

  private window: { readonly at: number; readonly bytes: Buffer } = { at: 0, bytes: Buffer.alloc(0) };

  /** Records are small and many: they are taken from a window. */
  private async read(at: number, length: number): Promise<Buffer> {
    const { window } = this;
    if (at < window.at || at + length > window.at + window.bytes.length)
      this.window = { at, bytes: await this.context.file.read(this.show, at, Math.max(length, 64 << 10)) };
    const from = at - this.window.at;
    return this.window.bytes.subarray(from, from + length);
  }

  private enter(container: Open): void {
    if (container.type === records.slide) this.slides++;
    if (container.type === records.slideList) this.listed = 0;
    if (this.open.length < 64) this.open.push(container);
  }

  private *text(type: number, instance: number, bytes: Buffer): Generator<Extracted> {
    const text = (type === records.textNarrow ? bytes.toString('latin1') : bytes.toString('utf16le'))
      .replaceAll('\r', '\n')
      .replaceAll('\u000b', '\n')
      .trim();
    if (text === '' || dull.test(text)) return;
    const at = this.place();
    const inComment = this.open.some((one) => one.type === records.comment);
    // Older versions of a slide repeat what has stayed.
    const key = `${JSON.stringify(at)} ${text}`;
    if (this.told.has(key)) return;
    if (this.told.size < 100_000) this.told.add(key);
    if (inComment && instance !== 1)
      yield { type: 'fields', at, fields: [{ name: 'author', place: 'comment author', value: text }] };
    else yield { type: 'prose', text: `${text}\n`, at, continues: false };
  }

  private place(): PlaceHop[] {
    const section = (name: string): PlaceHop => ({ kind: 'section', name });
    const inside = (type: number): boolean => this.open.some((one) => one.type === type);
    const comment = inside(records.comment) ? [section('comment')] : [];
    if (inside(records.slide)) return [{ kind: 'slide', n: this.slides }, ...comment];
    if (inside(records.notes)) return [section('notes')];
    if (inside(records.master)) return [section('master')];
    const list = this.open.find((one) => one.type === records.slideList);
    if (list?.instance === 0 && this.listed > 0) return [{ kind: 'slide', n: this.listed }];
    return list?.instance === 2 ? [section('notes')] : [];
  }

  private *object(bytes: Buffer, packed: boolean): Generator<Extracted> {
    const name = `object ${++this.objects}`;
    if (!packed) {
      this.context.spend(bytes.length);
      yield fileInside('embedded', name, bytes);
      return;
    }
    if (bytes.length < 4) return;
    const size = bytes.readUInt32LE(0);
    yield {
      type: 'child',
      hop: { kind: 'embedded', name },
      size,
      dates: [],
      bytes: async function* () {
        yield inflated(bytes.subarray(4), size);
      },
    };
  }
}

/** The checksum at its end is wrong in many files that PowerPoint itself opens. */
function inflated(packed: Buffer, size: number): Buffer {
  const maxOutputLength = Math.min(Math.max(size, 1), 256 << 20);
  try {
    return inflateRawSync(packed.subarray(2), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength });
  } catch {
    throw new SourceError({ code: 'damaged', detail: 'checksum' });
  }
}

/** Bytes before the picture itself, by its kind and whether it has a second mark. */
const pictureKinds: Readonly<Record<number, string>> = { 61469: 'jpg', 61470: 'png', 61481: 'tif', 61482: 'jpg' };

/** The pictures of a presentation as files inside; drawings of Windows are left out. */
export async function* picturesIn(context: LegacyContext, pictures: CompoundEntry): AsyncGenerator<Extracted> {
  let n = 0;
  for (let at = 0; at + 8 <= pictures.size; ) {
    const head = await context.file.read(pictures, at, 8);
    if (head.length < 8) return;
    const instance = head.readUInt16LE(0) >> 4;
    const length = head.readUInt32LE(4);
    const kind = pictureKinds[head.readUInt16LE(2)];
    const skip = (instance & 1) === 1 ? 33 : 17;
    if (kind !== undefined && length > skip) {
      const start = at + 8 + skip;
      const size = length - skip;
      yield {
        type: 'child',
        hop: { kind: 'embedded', name: `picture ${++n}.${kind}` },
        size,
        dates: [],
        bytes: async function* () {
          yield await context.file.read(pictures, start, size);
        },
      };
    }
    at += 8 + length;
  }
}
