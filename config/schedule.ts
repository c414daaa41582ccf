import { validateDetailed } from 'node-cron';
import { z } from 'zod';

const cronExpected = 'expected a cron expression as node-cron reads it, as "0 22 * * 1-5"';
const cron = z
  .string()
  .superRefine((expression, context) => {
    const { valid, errors } = checkCron(expression);
    if (valid) return;
    const fields = [...new Set(errors.map(({ field }) => field))].filter((field) => field !== '');
    const where = fields.length === 0 ? '' : ` (wrong: ${fields.join(', ')})`;
    context.addIssue({ code: 'custom', message: `${cronExpected}${where}` });
  })
  .describe('When it begins: minute, hour, day of the month, month, day of the week; days must match both ways.');

const windowExpected = 'expected a window of hours, as 22:00-06:00';
const window = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, windowExpected)
  .refine((text) => text.slice(0, 5) !== text.slice(6), `${windowExpected}; this one has no length`)
  .describe('Hours in which it may scan, every day. At their end it stops; the next window carries on.');

/** A job of `wayward run`. */
export const scheduledJob = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/, 'expected a name of small letters, digits, dots, dashes and underscores')
    .describe('What the job is called in the log and in "wayward status". Unique.'),
  cron,
  sources: z.array(z.string().min(1)).min(1).optional().describe('Names of sources. Default: all.'),
  depth: z.enum(['sample', 'full']).optional().describe('How tables are read, whatever their source says.'),
  window: window.optional(),
  catch_up: z
    .boolean()
    .default(false)
    .describe('When the agent starts: run once what was missed, or carry on with what was cut short.'),
});

/** How much of the machine and of the share a scan may take. `size` reads sizes. */
export const gentle = (size: z.ZodType<number, string | number>) =>
  z
    .strictObject({
      nice: z.int().min(0).max(19).default(10).describe('CPU priority of "wayward run": 19 gives way to everything.'),
      io: z.enum(['idle', 'normal']).default('idle').describe('I/O class of "wayward run".'),
      max_load: z.number().positive().optional().describe('Nothing is begun while the load per core is above it.'),
      memory: size.optional().describe('Fewer items at once while the scan holds more than this.'),
      back_off: z
        .number()
        .min(1.5)
        .max(100)
        .or(z.literal(0))
        .default(3)
        .describe('A share so many times slower than at its best is asked for fewer files at once. 0: never.'),
    })
    .describe('How much of the machine and of the shares a scan may take: docs/running.md.');

function checkCron(expression: string): ReturnType<typeof validateDetailed> {
  try {
    return validateDetailed(expression);
  } catch {
    return { valid: false, errors: [] };
  }
}
