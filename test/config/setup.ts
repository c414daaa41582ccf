import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadParts } from '../../agent/commands/parts.ts';
import { ConfigError, type Loaded, type LoadOptions, loadConfig, type Mistake } from '../../config/load.ts';

/** The real plug-ins. */
export const parts = await loadParts();

export interface Given {
  /** Of wayward.yaml. */
  readonly text: string;
  /** Other files, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: Partial<LoadOptions>;
}

/** Writes wayward.yaml into a folder of its own and loads it; the folder is gone afterwards. */
export async function load({
  text,
  files = {},
  env = {},
  options = {},
}: Given): Promise<Loaded & { readonly dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'wayward-config-'));
  try {
    for (const [name, content] of Object.entries({ ...files, 'wayward.yaml': text })) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), content);
    }
    return { ...(await loadConfig({ file: join(dir, 'wayward.yaml'), env, parts, ...options })), dir };
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(error.mistakes.map((one) => withoutDir(one, dir)));
    throw error;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The mistakes, as shown, with file names alone. Fails when there are none. */
export async function mistakes(given: Given | string): Promise<string[]> {
  return (await failure(given)).message.split('\n');
}

export async function failure(given: Given | string): Promise<ConfigError> {
  try {
    await load(typeof given === 'string' ? { text: given } : given);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('it was loaded');
}

/** A configuration that is right, with more behind it. */
export function config(more = '', sources = '  - { name: share, kind: folder, path: ./share }'): string {
  return `version: 1\nsources:\n${sources}\n${more}`;
}

function withoutDir(mistake: Mistake, dir: string): Mistake {
  const plain = (text: string) => text.replaceAll(`${dir}/`, '').replaceAll(dir, '.');
  return { ...mistake, file: plain(mistake.file), message: plain(mistake.message) };
}
