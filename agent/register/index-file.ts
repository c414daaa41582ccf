import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { RegisterCounts } from './records.ts';
import { type Layout, sizeOf } from './table.ts';

/**
 * The index in the state folder: a header of one line that says what it is, readable but not to be changed, and the
 * memory encrypted in pieces with AES-256-GCM, by a key that comes from the fingerprint key. So the file says nothing to
 * whoever lacks that key; one of another key, a damaged one and one that was tampered with are told alike.
 */
export interface Header {
  readonly format: 1;
  /** What it was made of and how: see prepare.ts. */
  readonly recipe: string;
  /** Of the file it was made from: changes with it; null for a table. */
  readonly state: string | null;
  /** When, as an instant. */
  readonly builtAt: string;
  readonly layout: Layout;
  readonly entries: number;
  readonly counts: RegisterCounts;
}

const magic = 'wayward register ';
const pieceSize = 1 << 18;
const nonceSize = 12;
const tagSize = 16;
const longestHeader = 1 << 16;

/** Whole or not at all: written beside its place and moved there, for its owner alone. */
export async function writeIndex(file: string, header: Header, memory: SharedArrayBuffer, key: Uint8Array) {
  const partial = `${file}.${process.pid}.partial`;
  try {
    await rm(partial, { force: true });
    const out = await open(partial, 'wx', 0o600);
    try {
      const line = Buffer.from(`${magic}${JSON.stringify(header)}\n`);
      await out.appendFile(line);
      const bytes = Buffer.from(memory);
      for (let at = 0, piece = 0; at < bytes.length; at += pieceSize, piece++) {
        const nonce = randomBytes(nonceSize);
        const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about(line, piece));
        const sealed = cipher.update(bytes.subarray(at, at + pieceSize));
        cipher.final();
        await out.appendFile(Buffer.concat([nonce, sealed, cipher.getAuthTag()]));
      }
      await out.sync();
    } finally {
      await out.close();
    }
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** The header as it stands, not to be relied on before the rest has been read; null where there is none. */
export async function readHeader(file: string): Promise<Header | null> {
  try {
    await using handle = await open(file);
    return (await headerOf(handle)).header;
  } catch {
    return null;
  }
}

/** Null when it is not there, not ours, or not whole. */
export async function readIndex(
  file: string,
  key: Uint8Array,
): Promise<{ readonly header: Header; readonly memory: SharedArrayBuffer } | null> {
  try {
    await using handle = await open(file);
    const { header, line } = await headerOf(handle);
    const size = sizeOf(header.layout);
    const pieces = Math.ceil(size / pieceSize);
    if ((await handle.stat()).size !== line.length + size + pieces * (nonceSize + tagSize)) return null;
    const memory = new SharedArrayBuffer(size);
    const bytes = Buffer.from(memory);
    let from = line.length;
    for (let at = 0, piece = 0; piece < pieces; at += pieceSize, piece++) {
      const length = Math.min(pieceSize, size - at);
      const sealed = Buffer.allocUnsafe(nonceSize + length + tagSize);
      await handle.read(sealed, 0, sealed.length, from);
      from += sealed.length;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceSize)).setAAD(about(line, piece));
      decipher.setAuthTag(sealed.subarray(nonceSize + length));
      bytes.set(decipher.update(sealed.subarray(nonceSize, nonceSize + length)), at);
      decipher.final();
    }
    return { header, memory };
  } catch {
    return null;
  }
}

async function headerOf(handle: Awaited<ReturnType<typeof open>>): Promise<{ header: Header; line: Buffer }> {
  const start = Buffer.alloc(longestHeader);
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  const end = start.subarray(0, bytesRead).indexOf(0x0a);
  const line = start.subarray(0, end + 1);
  const text = line.toString('utf8');
  if (!text.startsWith(magic)) throw new Error('no index');
  const header = JSON.parse(text.slice(magic.length)) as Header;
  const { slots, customers } = header.layout;
  if (header.format !== 1 || !isCount(slots) || !isCount(customers)) throw new Error('no index');
  return { header, line };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;
}

/** Ties a piece to its header and its place. */
function about(line: Buffer, piece: number): Buffer {
  return Buffer.concat([line, Buffer.from(`${piece}`)]);
}
