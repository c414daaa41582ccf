import { type PdfRun, pageText } from './pdf-text.ts';
import { quietly } from './quiet.ts';

export interface PdfValue {
  readonly name: string;
  readonly place: string;
  readonly value: string;
}

export interface PdfFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PdfPage {
  readonly text: string;
  /** Nothing is drawn on it either, so that no text is no loss. */
  readonly blank: boolean;
  /** Form values, notes and links. */
  readonly values: readonly PdfValue[];
  /** Files that are pinned to the page. */
  readonly files: readonly PdfFile[];
}

export interface PdfProperties {
  /** The information dictionary. */
  readonly info: Readonly<Record<string, unknown>>;
  /** XMP: values by their full names in lower case (`dc:creator`). */
  readonly xmp: Readonly<Record<string, unknown>>;
}

export interface PdfDocument extends AsyncDisposable {
  readonly pages: number;
  properties(): Promise<PdfProperties>;
  bookmarks(): Promise<readonly string[]>;
  /** Null when the page is broken. */
  page(n: number): Promise<PdfPage | null>;
  attachments(): Promise<readonly PdfFile[]>;
}

/** The parts of pdf.js that are used, as far as they are used. */
interface Library {
  getDocument(options: object): Task;
  readonly PDFWorker: new (options: object) => object;
}
interface Task {
  readonly promise: Promise<Proxy>;
  destroy(): Promise<void>;
}
interface Proxy {
  readonly numPages: number;
  getPage(n: number): Promise<PageProxy>;
  getMetadata(): Promise<{ readonly info?: object; readonly metadata?: Iterable<[string, unknown]> | null }>;
  getOutline(): Promise<readonly Bookmark[] | null>;
  getAttachments(): Promise<Record<string, AttachedFile> | null>;
}
interface AttachedFile {
  readonly filename?: string;
  readonly content?: Uint8Array;
}
interface Bookmark {
  readonly title?: string;
  readonly url?: string | null;
  readonly items?: readonly Bookmark[];
}
interface PageProxy {
  getTextContent(): Promise<{ readonly items: readonly PdfRun[] }>;
  getAnnotations(): Promise<readonly Annotation[]>;
  getOperatorList(): Promise<{ readonly fnArray: readonly number[] }>;
  cleanup(): void;
}
interface Annotation {
  readonly subtype?: string;
  readonly fieldName?: string;
  readonly fieldValue?: unknown;
  readonly alternativeText?: string;
  readonly url?: string;
  readonly unsafeUrl?: string;
  readonly contentsObj?: { readonly str?: string };
  readonly titleObj?: { readonly str?: string };
  readonly file?: AttachedFile;
}

let loaded: Promise<{ readonly library: Library; readonly worker: object }> | null = null;

/**
 * The same build that pdf-parse uses: two versions in one process get into each other's way. Loaded when the first
 * document needs it: it costs a tenth of a second. One worker serves all documents.
 */
function engine(): Promise<{ readonly library: Library; readonly worker: object }> {
  loaded ??= (async () => {
    const library = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as Library;
    return { library, worker: new library.PDFWorker({ verbosity: 0 }) };
  })();
  return loaded;
}

const options = {
  verbosity: 0,
  isEvalSupported: false,
  useWorkerFetch: false,
  useSystemFonts: false,
  stopAtErrors: false,
  disableFontFace: true,
  enableXfa: true,
};

/** Opens a PDF; what it says when it can't is told in two words. */
export async function openPdf(data: Uint8Array): Promise<PdfDocument | 'encrypted' | 'damaged'> {
  return quietly(async () => {
    const { library, worker } = await engine();
    // A copy of its own: pdf.js takes the buffer away from its owner.
    const task = library.getDocument({ ...options, data: new Uint8Array(data), worker });
    try {
      return documentOf(task, await task.promise, data);
    } catch (error) {
      await task.destroy().catch(() => {});
      return error instanceof Error && /Password/.test(error.name) ? 'encrypted' : 'damaged';
    }
  });
}

function documentOf(task: Task, proxy: Proxy, data: Uint8Array): PdfDocument {
  return {
    pages: proxy.numPages,
    properties: () => quietly(() => orElse(() => properties(proxy), { info: {}, xmp: {} })),
    bookmarks: () => quietly(() => orElse(async () => titles((await proxy.getOutline()) ?? []), [])),
    page: (n) => quietly(() => orElse(() => readPage(proxy, n, data), null)),
    attachments: () => quietly(() => orElse(() => attached(proxy), [])),
    [Symbol.asyncDispose]: () => quietly(() => task.destroy().catch(() => {})),
  };
}

async function orElse<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return (await work()) ?? otherwise;
  } catch {
    return otherwise;
  }
}

async function properties(proxy: Proxy): Promise<PdfProperties> {
  const { info, metadata } = await proxy.getMetadata();
  return { info: { ...info }, xmp: Object.fromEntries(metadata ?? []) };
}

const mostBookmarks = 10_000;

/** Titles and addresses of bookmarks, at all depths. */
function titles(marks: readonly Bookmark[], found: string[] = [], depth = 0): string[] {
  for (const { title, url, items = [] } of marks) {
    if (found.length >= mostBookmarks) return found;
    for (const text of [title, url]) if (typeof text === 'string' && text.trim() !== '') found.push(text.trim());
    if (depth < 50) titles(items, found, depth + 1);
  }
  return found;
}

async function readPage(proxy: Proxy, n: number, data: Uint8Array): Promise<PdfPage> {
  const page = await proxy.getPage(n);
  try {
    const text = await orElse(async () => pageText((await page.getTextContent()).items), null);
    const notes = await orElse(() => page.getAnnotations(), []);
    const own = text ?? (await secondReading(data, n));
    const drawn = own.trim() === '' ? (await page.getOperatorList()).fnArray.some((op) => paints.has(op)) : true;
    return { text: own, blank: !drawn, values: annotations(notes), files: pinned(notes) };
  } finally {
    page.cleanup();
  }
}

/** What pdf-parse makes of a page that broke under the first reader. @throws when it breaks there too */
async function secondReading(data: Uint8Array, n: number): Promise<string> {
  const { PDFParse } = await import('pdf-parse');
  const parse = new PDFParse({ ...options, data: new Uint8Array(data) });
  try {
    return (await parse.getText({ partial: [n], pageJoiner: '' })).pages[0]?.text ?? '';
  } finally {
    await parse.destroy().catch(() => {});
  }
}

/** pdf.js operators that put a picture or a form on the page. */
const paints: ReadonlySet<number> = new Set([66, 74, 76, 82, 83, 84, 85, 86, 87, 88, 89]);

function annotations(found: readonly Annotation[]): PdfValue[] {
  const values: PdfValue[] = [];
  const add = (name: string, place: string, value: unknown): void => {
    const text = Array.isArray(value) ? value.join(', ') : value;
    if (typeof text === 'string' && text.trim() !== '' && text !== 'Off') values.push({ name, place, value: text });
  };
  for (const note of found) {
    const name = note.fieldName ?? '';
    add(name === '' ? (note.alternativeText ?? '') : name, `form field ${name}`, note.fieldValue);
    add('link', 'link', note.url ?? note.unsafeUrl);
    if (note.subtype !== 'Widget' && note.subtype !== 'Link') {
      add('note', 'note', note.contentsObj?.str);
      add('author', 'note author', note.titleObj?.str);
    }
  }
  return values;
}

function pinned(found: readonly Annotation[]): PdfFile[] {
  return found.flatMap(({ file }) => (file?.content === undefined ? [] : [asFile(file, 'attachment')]));
}

async function attached(proxy: Proxy): Promise<PdfFile[]> {
  return Object.entries((await proxy.getAttachments()) ?? {}).map(([key, file]) => asFile(file, key));
}

function asFile({ filename, content }: AttachedFile, otherwise: string): PdfFile {
  return { name: filename ?? otherwise, bytes: content ?? new Uint8Array(0) };
}
