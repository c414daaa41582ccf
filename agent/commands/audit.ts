import { openSession } from './session.ts';

/** `wayward audit`: the append-only trail, oldest first. */
export async function auditCommand(options: {
  readonly config?: string;
  readonly state?: string;
  readonly json: boolean;
}): Promise<void> {
  await using session = await openSession({ ...options, readOnly: true, secrets: 'none' });
  for await (const { seq, time, actor, action, object, details } of session.store.auditTrail()) {
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ seq, time, actor, action, object, details })}\n`);
    } else {
      const rest = Object.entries(details).map(([key, value]) => `${key}=${value}`);
      process.stdout.write(`${seq}  ${time}  ${actor}  ${action}  ${object}  ${rest.join(' ')}\n`);
    }
  }
}
