import { spawn } from 'node:child_process';
import { BudgetSpent } from '../../contracts/extractor.ts';
import { SourceError } from '../../contracts/source.ts';

/** Text recognition by the system's tesseract, where the operator wants it. */
export interface OcrSettings {
  /** Of tesseract's language data, as installed: `eng`, `deu`. */
  readonly languages: readonly string[];
  /** The program: a name or a path. */
  readonly program: string;
}

/** Seconds of computing and KiB of memory that the system gives the program, also when nobody is left to end it. */
const limits = 'ulimit -t 120; ulimit -v 3000000; exec "$0" "$@"';
const mostText = 16 << 20;

/**
 * The text of a picture, page by page. The picture goes in and the text comes out through pipes: nothing is written to
 * disk. @throws SourceError damaged where the program can't open it, BudgetSpent where it takes too long
 */
export async function recognise(
  picture: Uint8Array,
  settings: OcrSettings,
  options: { readonly signal: AbortSignal; progress(bytes: number): void },
): Promise<string[]> {
  const args = ['stdin', 'stdout', '-l', settings.languages.join('+'), '--psm', '3'];
  const child = spawn('sh', ['-c', limits, settings.program, ...args], {
    // One thread each: the workers share the cores, and more threads are slower than one.
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: options.signal,
    killSignal: 'SIGKILL',
  });
  // While it works, this thread only waits, which would look like a read that hangs.
  const ticking = setInterval(() => options.progress(1), 1000);
  try {
    const ended = new Promise<{ code: number | null }>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code }));
    });
    // It closes its ear when it has seen enough, or dies.
    child.stdin.on('error', () => {});
    child.stdin.end(picture);
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > mostText) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    const { code } = await ended;
    if (length > mostText) throw new BudgetSpent('bytes');
    // Ended by a signal, or as the shell tells it.
    if (code === null || code > 128) throw new BudgetSpent('time');
    if (code === 127) throw new SourceError({ code: 'internal', detail: null });
    if (code !== 0) throw new SourceError({ code: 'damaged', detail: 'structure' });
    const pages = Buffer.concat(chunks).toString('utf8').split('\f');
    return pages.at(-1)?.trim() === '' ? pages.slice(0, -1) : pages;
  } finally {
    clearInterval(ticking);
    child.kill('SIGKILL');
  }
}

/** Why it could not work, or null: the program or its data of a language is missing. */
export async function ocrMissing({ program, languages }: OcrSettings): Promise<string | null> {
  const child = spawn(program, ['--list-langs'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let listed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    listed += chunk.toString('utf8');
  });
  // Old versions list them as an error.
  child.stderr.on('data', (chunk: Buffer) => {
    listed += chunk.toString('utf8');
  });
  const failed = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(true));
    child.once('close', () => resolve(false));
  });
  if (failed)
    return `content.ocr: the program "${program}" can't be started; install tesseract, or name its path in content.ocr.program`;
  const known = new Set(listed.split(/\r?\n/));
  const missing = languages.filter((language) => !known.has(language));
  if (missing.length === 0) return null;
  return `content.ocr: tesseract has no data for ${missing.join(', ')}; install it (Debian: tesseract-ocr-${missing[0]}), or take the language out`;
}
