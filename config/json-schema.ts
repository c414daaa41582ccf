import { z } from 'zod';
import type { Described } from './known-keys.ts';
import { configSchema, type Parts } from './schema.ts';

/** JSON Schema (draft 2020-12) of wayward.yaml with the policy in it, for editors that complete and check as one types. */
export function jsonSchema(parts: Parts): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configSchema(parts), { io: 'input', unrepresentable: 'any' });
  return { $schema, title: 'wayward.yaml', ...schema };
}

/** JSON Schema of a policy that stands in a file of its own. */
export function policyJsonSchema(parts: Pick<Parts, 'policy'>): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(parts.policy, { io: 'input', unrepresentable: 'any' });
  return { $schema, title: 'Wayward policy', ...schema };
}

export function toJsonSchema(schema: z.ZodType): Described {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described;
}
