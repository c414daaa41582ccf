import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, type TestContext } from 'vitest';
import { sharedDir, skipUnless } from './require.ts';

const compiled = new Map<string, ValidateFunction>();

/** Validates by a schema of the shared folder; skips the test, saying so, where that folder is not there. */
export function expectValid(context: TestContext, schema: string, document: unknown): void {
  const shared = sharedDir();
  skipUnless(context, shared !== null, 'the shared schemas are not beside the project');
  if (shared === null) return;
  const validate = compiled.get(schema) ?? compile(join(shared, 'schemas', schema));
  compiled.set(schema, validate);
  validate(document);
  expect((validate.errors ?? []).slice(0, 5)).toEqual([]);
}

function compile(file: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
  // Its types are wrong for a package that is CommonJS.
  (addFormats as unknown as (to: Ajv) => void)(ajv);
  return ajv.compile(String(schema['$schema']).includes('draft-04') ? fromDraft04(schema) : schema);
}

/** As draft 07 writes it: the id has another name, and an exclusive bound is the number itself. */
function fromDraft04({ id, $schema: _, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return { $id: id, ...(bounds(schema) as object) };
}

function bounds(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bounds);
  if (typeof node !== 'object' || node === null) return node;
  const of = Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, bounds(inner)]));
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (of[exclusive] !== true || typeof of[bound] !== 'number') continue;
    of[exclusive] = of[bound];
    delete of[bound];
  }
  return of;
}
