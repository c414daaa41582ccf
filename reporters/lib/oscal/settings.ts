import { z } from 'zod';

const control = z.string().regex(/^[a-z]{2}-\d{1,2}(?:\.\d{1,2})?$/, 'a control as si-12 or ac-6.3');

/** Which control of NIST SP 800-53 rev. 5 each kind of rule is evidence of. */
export const controls = z
  .strictObject({
    location: control.default('cm-12').describe('Information location.'),
    third_party: control.default('sa-9').describe('External system services.'),
    retention: control.default('si-12').describe('Information management and retention.'),
    exposure: control.default('ac-6').describe('Least privilege.'),
  })
  .prefault({});

export const oscalSettings = z
  .strictObject({
    /** What the documents say they are; they keep to what 1.0.6 and 1.2 both know. */
    version: z
      .string()
      .regex(/^1\.\d+\.\d+$/, 'a version as 1.1.3')
      .default('1.1.3'),
    controls,
    /** Of the organisation, as it stands in the document. */
    organization: z.string().trim().min(1).default('The organisation'),
  })
  .prefault({});
export type OscalSettings = z.infer<typeof oscalSettings>;

/** The control that a kind of violation is evidence against. */
export function controlOf(of: { readonly type: string; readonly status: string }, given: OscalSettings): string {
  if (of.status.includes('third_party') || of.status.includes('contract')) return given.controls.third_party;
  const byType = given.controls as Readonly<Record<string, string>>;
  return byType[of.type] ?? given.controls.location;
}
