import { quietly } from './quiet.ts';

export interface PdfPage {
  readonly text: string;
  /** Nothing is drawn on it either, so that no text is no loss. */
  readonly blank: boolean;
  /** Form values, notes and links. */
  readonly values: readonly { readonly name: string; readonly place: string; readonly value: string }[];
}

export interface PdfDocument extends AsyncDisposable {
  readonly pages: number;
  information(): Promise<Readonly<Record<string, unknown>>>;
  /** Null when the page is broken. */
  page(n: number): Promise<PdfPage | null>;
  attachments(): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]>;
}

/** The parts of pdf.js that are used, as far as they are used. */
interface Proxy {
  readonly numPages: number;
  getPage(n: number): Promise<PageProxy>;
  getAttachments(): Promise<Record<string, { filename?: string; content?: Uint8Array }> | null>;
}
interface PageProxy {
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
}

/** Opens a PDF; what it says when it can't is told in two words. */
export async function openPdf(data: Uint8Array): Promise<PdfDocument | 'encrypted' | 'damaged'> {
  return quietly(async () => {
    const { PDFParse } = await import('pdf-parse');
    // A copy of its own: pdf.js takes the buffer away from its owner.
    const parse = new PDFParse({
      data: new Uint8Array(data),
      verbosity: 0,
      isEvalSupported: false,
      useWorkerFetch: false,
      stopAtErrors: false,
      disableFontFace: true,
      enableXfa: true,
    });
    try {
      // Private in its types, and the only way to annotations and attachments.
      const proxy = await (parse as unknown as { load(): Promise<Proxy> }).load();
      return documentOf(parse, proxy);
    } catch (error) {
      await parse.destroy().catch(() => {});
      return error instanceof Error && /Password/.test(error.name) ? 'encrypted' : 'damaged';
    }
  });
}

interface Parse {
  getInfo(): Promise<{ readonly info?: unknown }>;
  getText(options: { partial: number[]; pageJoiner: string }): Promise<{ readonly pages: readonly { text: string }[] }>;
  destroy(): Promise<void>;
}

function documentOf(parse: Parse, proxy: Proxy): PdfDocument {
  return {
    pages: proxy.numPages,
    information: () => quietly(() => orElse(async () => (await parse.getInfo()).info as Record<string, unknown>, {})),
    page: (n) => quietly(() => orElse(() => readPage(parse, proxy, n), null)),
    attachments: () => quietly(() => orElse(() => attached(proxy), [])),
    [Symbol.asyncDispose]: () => quietly(() => parse.destroy().catch(() => {})),
  };
}

async function orElse<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return (await work()) ?? otherwise;
  } catch {
    return otherwise;
  }
}

async function readPage(parse: Parse, proxy: Proxy, n: number): Promise<PdfPage> {
  const result = await parse.getText({ partial: [n], pageJoiner: '' });
  const text = result.pages[0]?.text ?? '';
  const page = await proxy.getPage(n);
  try {
    const values = await orElse(async () => annotations(await page.getAnnotations()), []);
    const drawn = text.trim() === '' ? (await page.getOperatorList()).fnArray.some((op) => paints.has(op)) : true;
    return { text, blank: !drawn, values };
  } finally {
    page.cleanup();
  }
}

/** pdf.js operators that put a picture or a form on the page. */
const paints: ReadonlySet<number> = new Set([66, 74, 76, 82, 83, 84, 85, 86, 87, 88, 89]);

function annotations(found: readonly Annotation[]): PdfPage['values'] {
  const values: { name: string; place: string; value: string }[] = [];
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

async function attached(proxy: Proxy): Promise<{ name: string; bytes: Uint8Array }[]> {
  const found = Object.entries((await proxy.getAttachments()) ?? {});
  return found.map(([key, { filename, content }]) => ({ name: filename ?? key, bytes: content ?? new Uint8Array(0) }));
}
