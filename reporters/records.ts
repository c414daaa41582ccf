import { z } from 'zod';
import type { ListedPlaces, ProcessingRecord } from '../agent/contracts/records.ts';
import type { Report, Reporter } from '../agent/contracts/report.ts';
import { csvCell } from './lib/escape.ts';
import { share } from './lib/figures.ts';
import { retainedWords } from './lib/records.ts';

const settings = z.strictObject({ separator: z.enum([',', ';']).default(',') }).prefault({});
export type RecordsSettings = z.infer<typeof settings>;

/**
 * The record of processing activities (Art. 30 GDPR), a row for each activity of the policy and category of its data:
 * the 30 columns of the template of the ICO in their order, what the form of the CNIL asks for besides, and what the run
 * saw of it.
 */
const records: Reporter<RecordsSettings> = {
  id: 'records',
  title: 'Record of processing activities (Art. 30 GDPR), with evidence',
  extension: 'csv',
  settings,
  async write(report, out, { separator }) {
    const row = (cells: readonly Cell[]) => out(`${cells.map(csvCell).join(separator)}\r\n`);
    await out('\ufeff');
    await row([...ico, ...cnil, ...evidence].map(([name]) => name));
    for (const record of report.records) {
      await row([...ico, ...cnil, ...evidence].map(([, cell]) => cell(record, report)));
    }
  },
};
export default records;

type Cell = string | number | null;
type Column = readonly [name: string, cell: (record: ProcessingRecord, report: Report) => Cell];

/** Nothing to say is an empty cell: it is for a person to fill in the policy. */
const ico: readonly Column[] = [
  ['Business function', ({ activity }) => activity.function],
  ['Purpose of processing', ({ activity }) => activity.purpose],
  ['Name and contact details of joint controller', ({ activity }) => activity.jointController],
  ['Categories of individuals', ({ activity }) => activity.individuals ?? (activity.subjects ?? []).join(', ')],
  ['Categories of personal data', ({ category }) => category],
  ['Categories of recipients', ({ activity }) => joined(activity.recipients.map(({ name }) => name))],
  [
    'Link to contract with processor',
    ({ activity }) => joined(activity.recipients.flatMap(({ contract }) => contract ?? [])),
  ],
  [
    'Names of third countries or international organisations that personal data are transferred to',
    ({ activity }) => joined(activity.transfers.map(({ country }) => country)),
  ],
  [
    'Safeguards for exceptional transfers of personal data to third countries or international organisations',
    ({ activity }) => joined(activity.transfers.flatMap(({ safeguards }) => safeguards ?? [])),
  ],
  ['Retention schedule', ({ schedule }) => joined(schedule)],
  ['General description of technical and organisational security measures', ({ activity }) => activity.security],
  ['Article 6 lawful basis for processing personal data', ({ activity }) => activity.lawfulBasis],
  ['Article 9 condition for processing special category data', ({ activity }) => activity.article9],
  ['Legitimate interests for the processing', ({ activity }) => activity.legitimateInterests],
  ['Link to record of legitimate interests assessment', ({ activity }) => activity.assessment],
  ['Rights available to individuals', ({ activity }) => joined(activity.rights)],
  ['Existence of automated decision-making, including profiling', ({ activity }) => activity.automatedDecisions],
  ['The source of the personal data', ({ activity }) => activity.dataSource],
  ['Link to record of consent', ({ activity }) => activity.consentRecord],
  ['Location of personal data', ({ places }) => joined(places)],
  ['Data Protection Impact Assessment required?', ({ activity }) => yes(activity.dpiaRequired)],
  ['Data Protection Impact Assessment progress', ({ activity }) => activity.dpiaProgress],
  ['Link to Data Protection Impact Assessment', ({ activity }) => activity.dpiaLink],
  ['Has a personal data breach occurred?', ({ activity }) => yes(activity.breachOccurred)],
  ['Link to record of personal data breach', ({ activity }) => activity.breachRecord],
  ['Data Protection Act 2018 Schedule 1 condition for processing', ({ activity }) => activity.schedule1],
  ['GDPR Article 6 lawful basis for processing', ({ activity }) => activity.lawfulBasisRef],
  ['Link to retention and erasure policy document', ({ activity }) => activity.retentionPolicy],
  [
    'Is personal data retained and erased in accordance with the policy document?',
    ({ evidence: of }) => retainedWords(of),
  ],
  ['Reasons for not adhering to retention and erasure policy document', ({ activity }) => activity.notAdhering],
];

const ofKind = (kind: string) => (record: ProcessingRecord) =>
  joined(record.activity.recipients.filter((of) => of.kind === kind).map(({ name }) => name));

const cnil: readonly Column[] = [
  ['Activity reference', ({ activity }) => activity.id],
  ['Activity name', ({ activity }) => activity.title],
  ['Role', ({ activity }) => activity.role],
  ['Owner', ({ activity }) => activity.owner],
  ['Created on', ({ activity }) => activity.createdOn],
  ['Updated on', ({ activity }) => activity.updatedOn],
  ['Software or application', ({ activity }) => activity.software],
  ['Internal recipients', ofKind('internal')],
  ['External recipients', ofKind('external')],
  ['Processors', ofKind('processor')],
];

const evidence: readonly Column[] = [
  ['Observed locations', ({ evidence: of }) => places(of.observed)],
  ['Unapproved locations found', ({ evidence: of }) => places(of.unapproved)],
  ['Last scanned', (_, { run }) => run.finishedAt ?? run.startedAt],
  ['Coverage of its locations', ({ evidence: of }) => percent(of.coverage)],
  ['Coverage of the scan', ({ evidence: of }) => percent(of.coverageOfRun)],
  [
    'Not read, by reason',
    (_, { total }) => joined(Object.entries(total.problemsBy).map(([code, n]) => `${code} ${n}`)),
  ],
  ['Oldest trigger date observed', ({ evidence: of }) => of.oldest],
  ['Items with such data', ({ evidence: of }) => of.items],
  ['Findings', ({ evidence: of }) => of.findings],
  ['Matches', ({ evidence: of }) => of.matches],
  ['Items past retention', ({ evidence: of }) => of.pastRetention],
  ['Items perhaps past retention', ({ evidence: of }) => of.perhapsPastRetention],
  ['Items of which it is open', ({ evidence: of }) => of.undetermined],
  ['Rows of tables past retention', ({ evidence: of }) => of.rowsPastRetention],
  ['Holds', ({ evidence: of }) => joined(of.holds)],
  ['Exceptions', ({ evidence: of }) => joined(of.exceptions)],
  ['Access exceptions', ({ evidence: of }) => of.exposed],
  ['Rules', ({ rules }) => joined(rules)],
  ['Run id', (_, { run }) => run.id],
  ['Policy hash', (_, { run }) => run.policyHash],
  ['Note', () => 'Derived from the policy; evidence from a scan. Not a legal assessment.'],
];

function joined(values: readonly string[]): string {
  return values.join('; ');
}

function yes(is: boolean | null): string | null {
  return is === null ? null : is ? 'yes' : 'no';
}

function percent(part: number): string {
  return share(part, 1);
}

function places({ first, total }: ListedPlaces): string {
  const more = total - first.length;
  return joined([...first, ...(more > 0 ? [`and ${more} more`] : [])]);
}
