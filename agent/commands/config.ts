import { open } from 'node:fs/promises';
import { effective } from '../../config/effective.ts';
import { jsonSchema } from '../../config/json-schema.ts';
import { starter } from '../../config/starter.ts';
import { CannotRun } from './errors.ts';
import { loadParts } from './parts.ts';
import { readConfig } from './read-config.ts';

/** `wayward init`: a commented configuration to start from; never overwrites one. */
export async function initCommand(file: string): Promise<void> {
  try {
    const out = await open(file, 'wx', 0o644);
    await out.writeFile(starter);
    await out.close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new CannotRun(`${file} exists already; name another file, or move it away`);
    throw new CannotRun(`${file} cannot be written (${code ?? 'error'})`);
  }
  process.stdout.write(`Wrote ${file}. Edit it, then "wayward config check --config ${file}".\n`);
}

/** `wayward config check`: every mistake at once, or what is in force, with all defaults. */
export async function checkCommand(options: { readonly config?: string }): Promise<void> {
  const { loaded } = await readConfig({ ...options, secrets: 'none' }, await loadParts());
  if (loaded.file === null)
    throw new CannotRun('there is no wayward.yaml here; "wayward init" writes one, --config names another');
  for (const missing of loaded.missing) {
    process.stderr.write(`wayward: ${missing}; scanning and delivering need it\n`);
  }
  process.stdout.write(effective(loaded));
}

/** `wayward config schema`: for editors. */
export async function schemaCommand(): Promise<void> {
  process.stdout.write(`${JSON.stringify(jsonSchema(await loadParts()), null, 2)}\n`);
}
