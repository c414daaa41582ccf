import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Keys that hold what nobody may read. */
export const secretKeys = ['password', 'token', 'secret', 'api_key'];

/** What a text with references stands for, or what is wrong with one of them. */
export type Resolved =
  | { readonly text: string; readonly secrets: readonly string[] }
  | { readonly message: string; readonly suggestion: string | null };

export interface ReferenceContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that the text stands in: what `${file:…}` is relative to. */
  readonly file: string;
  /** For commands that use no secret: one that is not there stands as it is written, and is told in `missing`. */
  readonly secretsUnneeded?: boolean;
}

const reference = /\$\$\{|\$\{([^{}]*)\}|\$\{/g;
const largestSecret = 64 * 1024;

export function hasReference(text: string): boolean {
  return text.includes('${');
}

/**
 * Puts in what references stand for: `${NAME}` and `${NAME:-default}` from the environment, `${file:path}` the content
 * of a file without its last line break. `$${` is a plain `${`. What is put in is not looked at again.
 */
export function resolveReferences(text: string, context: ReferenceContext): Resolved {
  const secrets: string[] = [];
  let wrong: Extract<Resolved, { message: string }> | null = null;
  const resolved = text.replaceAll(reference, (whole, inside: string | undefined) => {
    if (whole === '$${') return '${';
    const value =
      inside === undefined
        ? problem('a reference is not closed: "}" is missing', escapeHint)
        : resolveOne(inside, context);
    if (typeof value !== 'string') {
      wrong ??= value.kind === 'problem' ? { message: value.message, suggestion: value.suggestion } : null;
      if (value.kind === 'secret') secrets.push(value.text);
      return value.kind === 'problem' ? '' : value.text;
    }
    return value;
  });
  return wrong ?? { text: resolved, secrets: secrets.filter((secret) => secret !== '') };
}

type One =
  | string
  | { readonly kind: 'secret'; readonly text: string }
  | { readonly kind: 'problem'; readonly message: string; readonly suggestion: string | null };

const escapeHint = 'For a plain "${" write "$${"';

function resolveOne(inside: string, context: ReferenceContext): One {
  if (inside.startsWith('file:')) return readSecret(inside.slice('file:'.length), context);
  const [, name, fallback] = /^([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inside) ?? [];
  if (name === undefined) {
    return problem(`expected \${NAME}, \${NAME:-default} or \${file:path}`, escapeHint);
  }
  const value = context.env[name];
  // As in a shell: with a default, an empty variable counts as none.
  if (fallback !== undefined && (value === undefined || value === '')) return fallback;
  if (value === undefined)
    return problem(`the environment has no variable ${name}`, `Set it, or write \${${name}:-default}`);
  return { kind: 'secret', text: value };
}

function readSecret(name: string, { file }: ReferenceContext): One {
  if (name === '') return problem(`a file name is missing in \${file:…}`, null);
  const path = resolve(dirname(file), name);
  try {
    if (!statSync(path).isFile()) return problem(`${path} is not a file`, null);
    const bytes = readFileSync(path);
    if (bytes.length > largestSecret) return problem(`${path} is larger than 64 KiB: that is no secret`, null);
    return { kind: 'secret', text: bytes.toString('utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'error'})`;
    return problem(`the file ${path} ${why}`, null);
  }
}

function problem(message: string, suggestion: string | null): One {
  return { kind: 'problem', message, suggestion };
}
