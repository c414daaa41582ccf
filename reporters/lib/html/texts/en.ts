import { type DifferenceKind, differenceWords } from '../../../../agent/contracts/difference.ts';
import type { ShownDecision } from '../../../../agent/contracts/shown-policy.ts';
import { count, several, share } from '../../figures.ts';
import {
  exclusionWords,
  exposureWords,
  problemStatus,
  problemWords,
  reasonWords,
  snake,
  statusWords,
  words,
} from '../../words.ts';

/** What the page says in English. A language is one file like this, of the same shape. */
const en = {
  lang: 'en',
  count: (n: number) => count(n),
  share: (part: number, whole: number) => share(part, whole),
  about: (said: string) => `about ${said}`,
  and: 'and',

  // words of the model
  status: (type: string, status: string) => statusWords(type, status),
  result: (result: string) => result,
  severity: (severity: string) => severity,
  confidence: (confidence: string, score: number) => `${confidence} confidence (${score})`,
  readers: (who: keyof typeof exposureWords) => exposureWords[who],
  problem: (code: string, detail: string | null) => problemWords(code, detail),
  problemStatus: (status: keyof typeof problemStatus) => problemStatus[status],
  exclusion: (reason: string) => exclusionWords[reason] ?? words(reason),
  reason: (reason: string) => reasonWords(reason),
  /** Where the language has sentences of its own for what a rule gives as reasons; null: as the report has them. */
  sentence: null as ((reason: string) => string) | null,
  subject: (subject: string) => subject,
  factor: (name: string) => words(snake(name)),
  type: (type: string) => type,
  action: (type: string, status: string) => actions[`${type} ${status}`] ?? actions[type] ?? 'Look at it',
  decisionKind: (kind: ShownDecision['kind']) => decisionKinds[kind],
  decisionState: (state: ShownDecision['state']) => decisionStates[state],

  things: {
    file: { one: 'file', many: 'files', folder: 'folder', folders: 'folders', item: 'file', Items: 'Files' },
    table: { one: 'table', many: 'tables', folder: 'schema', folders: 'schemas', item: 'table', Items: 'Tables' },
    both: {
      one: 'file or table',
      many: 'files and tables',
      folder: 'folder or schema',
      folders: 'folders and schemas',
      item: 'item',
      Items: 'Items',
    },
    several: (n: number, one: string, many: string) => several(n, one, many),
  },
  matches: (n: number) => several(n, 'match', 'matches'),
  findings: (n: number) => several(n, 'finding'),
  rowsWord: (n: number) => several(n, 'row'),
  tables: (n: number) => several(n, 'table'),
  runs: (n: number) => several(n, 'run'),

  // head
  title: (judged: boolean) => (judged ? 'What has strayed, and what has overstayed' : 'What personal data lies where'),
  skip: 'To the report',
  contents: 'Contents',
  run: 'run',
  read: (listed: string, n: number, read: string, partly: number, holding: string, one: boolean) =>
    `Of ${listed}, ${read} ${n === 1 ? 'was' : 'were'} read${partly === 0 ? '' : ` and ${count(partly)} in part`}; ${holding} ${one ? 'holds' : 'hold'} personal data.`,
  noViolation: (review: string) => `No violation was found; ${review} to review.`,
  violationsFound: (violations: number, grave: number, review: string) =>
    `${several(violations, 'violation')}, ${grave === 0 ? 'none' : count(grave)} of them critical or high; ${review} to review.`,
  unfinished: (state: string) =>
    state === 'running' ? 'This run is still going on.' : `This run did not come to its end (${state}).`,
  unfinishedSo: 'What it had not yet listed is in no number here.',
  pastRun: 'This is a past run: its numbers are complete; its lists are as they were kept then.',
  sealed: (n: number) =>
    `${several(n, 'cell')} of this report ${n === 1 ? 'was' : 'were'} sealed: a name or note in it holds a value of the kind that was looked for. “sealed” and a hash stand in its place.`,
  sections: {
    coverage: 'What was looked at',
    numbers: 'The numbers',
    first: 'What to do first',
    violations: 'Violations',
    retention: 'Kept too long',
    misplaced: 'In the wrong place',
    copies: 'Copies',
    exposure: 'Who can read it',
    databases: 'Databases',
    inventory: 'What was found',
    decisions: 'Decisions',
    appendix: 'How this came about',
  },
  footer: (version: string, run: string) => `Wayward ${version}, run ${run}`,

  // tables
  table: {
    more: (more: number, all: number, what: string) =>
      `And ${count(more)} more ${what}: the CSV and JSON Lines reports hold all ${count(all)}.`,
    printed: (shown: number, all: number) => `Printed are the first ${count(shown)} of ${count(all)} rows.`,
    sort: (column: string) => `Sort by ${column}`,
    filter: (title: string) => `Filter: ${title}`,
    filterHere: 'Filter',
    next: 'Next page',
    previous: 'Previous page',
    page: '{from} to {to} of {all}',
    none: 'No row fits',
  },

  coverage: {
    nothing: 'Nothing was listed.',
    nothingWhy: 'The sources hold no file; are their paths right?',
    all: 'Everything that was to be read was read.',
    leftOut: (things: string, n: number) =>
      ` ${things} ${n === 1 ? 'was' : 'were'} left out on purpose, as configured.`,
    incomplete: 'This answer is not complete.',
    unread: (things: string) => `${things} could not be read`,
    partly: (things: string) => `${things} only in part`,
    gaps: (folders: string, n: number) =>
      `${folders} could not be listed, so what ${n === 1 ? 'it holds' : 'they hold'} is unknown and in no number here`,
    whatIsSaid: 'What is said below is true of what was read.',
    listed: (things: string) => `${things} listed`,
    pieces: { read: 'read', partly: 'read in part', unread: 'not read', excluded: 'left out on purpose' },
    bySource: 'By source',
    sum: 'Listed = read + in part + not read + left out.',
    allSources: 'All sources',
    columns: ['Source', 'Listed', 'Read', 'In part', 'Not read', 'Left out', 'Folders not listed', 'Unchanged', 'Size'],
    carried: (things: string) => `${things} had not changed since an earlier run; what that run found is carried over.`,
    touched: (files: number) =>
      `Reading may have moved the access time of ${several(files, 'file')}: the system did not allow Wayward to spare it. Mount the share with noatime to avoid this.`,
    reasons: 'Why not, or only in part',
    reasonsAbout: 'What has several problems is counted with each of them.',
    reasonColumns: ['Reason', 'What happened', 'Problems', 'Code'],
    places: 'The places',
    placesWord: 'places',
    leftOutTitle: 'Left out on purpose',
    leftOutAbout: 'By the configuration, which can change it. The JSON Lines report names each of them.',
    reason: 'Reason',
  },

  numbers: {
    violations: 'Violations',
    review: 'For review',
    reviewNote: 'a person decides',
    unknown: 'Not known',
    unknownNote: 'a date or fact is missing',
    allowed: 'Allowed',
    since: (day: string) => `since ${day}`,
    same: (day: string) => `as on ${day}`,
    changed: (n: number, day: string) => `${n > 0 ? '+' : '−'}${count(Math.abs(n))} since ${day}`,
    note: (findings: string, things: string) =>
      `${findings} in ${things}; each is judged by every rule that concerns it.`,
    suppressed: (n: number) =>
      ` ${several(n, 'further finding')} ${n === 1 ? 'holds' : 'hold'} nothing but published test values and ${n === 1 ? 'is' : 'are'} counted nowhere else.`,
    severities: 'Violations by severity',
    trend: (runs: string) => `Over the last ${runs}`,
    trendLines: { violations: 'violations', overdue: 'kept too long', review: 'for review' },
    firstRun: 'There is no earlier run to compare with.',
    changesTitle: (day: string) => `What changed since ${day}`,
    changesColumns: ['Number', 'Then', 'Now', 'Change'],
    figures: {
      violations: 'Violations',
      grave: 'of them critical or high',
      review: 'For review',
      unknown: 'Not known',
      overdue: 'Kept too long',
      possiblyOverdue: 'Perhaps kept too long',
      misplaced: 'In the wrong place',
      exposed: 'Readable by too many',
      itemsWithFindings: 'Places with personal data',
      listed: 'Listed',
      unread: 'Not read',
    },
    says: 'What the rules say',
    saysColumns: ['Says', 'Rule', 'Result', 'Times'],
    holding: (things: string) => `${things} with personal data`,
    sure: (confidence: string) => `${confidence} confidence`,
    confidence: { high: 'High', medium: 'Medium', low: 'Low' },
    findingsNote: 'findings',
    lowNote: 'findings, many of them noise',
    everyone: 'Open to everyone',
    ofThese: (things: string) => `of these ${things}`,
    noPolicy: 'No policy was given, so nothing is judged: this is what lies where.',
  },

  differences: {
    title: (day: string) => `What is new, and what has gone, since ${day}`,
    columns: ['', 'Why', 'Findings'],
    kinds: { new: 'new', gone: 'gone', still: 'as before, but' },
    because: (kind: DifferenceKind, because: string) => differenceWords[kind][because] ?? words(because),
    unchanged: (n: number) => `${several(n, 'finding')} to look at ${n === 1 ? 'is' : 'are'} as before.`,
    newTitle: 'New, worst first',
    newColumns: ['Severity', 'Place', 'What', 'Why it is new'],
    newWord: 'new findings',
  },

  first: {
    about:
      'Each line is one kind of violation, of one kind of data, in one place. Worst first; ids stay the same from run to run.',
    title: 'Places by risk',
    columns: ['Severity', 'Risk', 'Place', 'What is wrong', 'Persons', 'Whom to ask', 'What to do'],
    persons: (n: number, by: string) => (by === 'fingerprints' ? count(n) : `at most ${count(n)}`),
    days: (n: number) => `${several(n, 'day')} overdue`,
    gathered: (n: number) => `${count(n)} places together`,
    unknownOwner: 'not known',
    none: 'Nothing that was read breaks the policy.',
    before: (before: number) => `${count(before)} lines were gathered into these.`,
    places: 'Folders and tables, worst first',
    risk: 'Risk and compliance are two things: a low risk can be a plain violation.',
  },

  places: {
    columns: (items: string) => [
      'Folder or table',
      'Violations',
      'Worst',
      'Risk',
      items,
      'Readable by',
      'What is wrong',
    ],
    word: 'folders and tables',
    ownedBy: (owners: string) => `owned by ${owners}`,
    noOwner: 'owner not known',
    age: (from: string, to: string) => (from === to ? `modified ${from}` : `modified ${from} to ${to}`),
    noAge: 'age not known',
  },

  cells: {
    owner: (owner: string | null) => (owner === null ? 'owner not known' : `owner ${owner}`),
    readable: (who: string, known: boolean) => (known ? `readable by ${who}` : 'readers not known'),
    modified: (day: string) => `, modified ${day}`,
    unknownDay: 'unknown',
    distinct: (n: string) => `${n} different`,
    at: (places: string) => `at ${places}`,
    customers: (n: number, about: boolean) => `; ${about ? 'about ' : ''}${several(n, 'customer')} of the register`,
    restsOn: (citations: string) => `Rests on ${citations}`,
    since: (day: string) => ` since ${day}`,
    noSubject: 'Whose data it is, is not known',
    subject: (subject: string, evidence: string) => `Taken for ${subject} data (${evidence})`,
    risk: (score: number, impact: number, likelihood: number, factors: string) =>
      `Risk ${score} = impact ${impact} × likelihood ${likelihood}; ${factors}`,
    persons: (n: number, from: string) => `${n} ${n === 1 ? 'person' : 'persons'} by ${from}`,
    floor: (floor: string) => `; severity raised: ${words(floor)}`,
    wholeUnknown: 'how many in the whole table is not known',
    whole: (n: number) => `about ${count(n)} in the whole table`,
    notKnown: 'not known',
    none: '–',
  },

  violations: {
    nothingRead: 'Nothing was read, so nothing can be said.',
    none: 'Nothing that was read breaks the policy.',
    title: 'Violations, gravest first',
    columns: ['Severity', 'Risk', 'Place', 'What', 'Why'],
    word: 'violations',
  },

  retention: {
    about:
      'A finding is called overdue only when even the latest plausible date is past due; otherwise a person decides.',
    nothing: 'Nothing is past its date.',
    years: 'Findings past their date, by the year since when',
    overdue: 'overdue',
    perhaps: 'perhaps',
    andPerhaps: (overdue: number, perhaps: number) =>
      perhaps === 0 ? count(overdue) : `${count(overdue)} and perhaps ${count(perhaps)}`,
    notKnown: 'not known',
    byRule: 'By rule',
    grades:
      'Evidence: grade A is a business event or a column named by the policy, B a date of the document itself, C of the file. Certain is only what reaches the grade that the rule asks for.',
    ruleColumns: ['Rule', 'Rests on', 'Overdue', 'Perhaps', 'On hold', 'In time', 'Not known', 'Longest', 'Evidence'],
    noRule: 'no rule',
    days: (n: number) => `${several(n, 'day')}`,
    grade: (grade: string, n: number) => `${grade === '' ? 'none' : `grade ${grade}`}: ${count(n)}`,
    list: 'Longest overdue first',
    listColumns: ['Since', 'Days', 'Place', 'What', 'Why'],
    word: 'findings past their date',
    tablesNone: (rows: number, tables: string) =>
      `None of ${several(rows, 'row')} in ${tables} that a retention rule dates is known to be overdue.`,
    tablesSome: (overdue: number, rows: number, tables: string, perhaps: number) =>
      `${count(overdue)} of ${count(rows)} rows in ${tables} that a retention rule dates are overdue${perhaps === 0 ? '' : `, and perhaps ${count(perhaps)} more`}.`,
    undated: 'A row without a date is never called overdue.',
    rowYears: 'Rows past their last day, by the year of their date',
    tables: 'Tables with rows past their last day',
    tablesAbout:
      'Several columns and rules can speak of the same rows: each table is told by the rule that finds most. Below each stands the query that counts them again.',
    tableColumns: ['Table', 'Overdue', 'Perhaps', 'Rows', 'No date', 'Oldest', 'Rule'],
    by: (trigger: string) => `Dated by ${trigger}`,
    keys: (first: string, last: string) => `, keys ${first} to ${last}`,
    with: (parameters: string) => `with ${parameters}`,
  },

  misplaced: {
    none: 'All that was found lies in places that the policy approves, or could not be told.',
    map: 'Folders with data that may not be there: the area is the number of matches, the colour the worst severity',
    mapSays: (folders: number) => `A map of ${several(folders, 'folder')}; the table below tells the same.`,
    title: 'Folders with data that may not be there',
    about: 'Worst first.',
    others: 'others',
  },

  copies: {
    about:
      'Tables and files that hold the same values as a table: backups, staging tables, exports. They are found by comparing keyed fingerprints of up to 128 values of each kind of data; which of the two came first these do not tell. Small extracts of large tables, and copies of tables that were only sampled, can go unseen.',
    title: 'Copies of tables',
    firstUnapproved: 'Those in places that the policy does not approve first.',
    firstElsewhere: 'Those in other sources first.',
    columns: ['Copy', 'Of the table', 'The same values'],
    severity: 'Severity',
    word: 'copies',
    held: (share: string) => `about ${share} of the table’s values are in it`,
    taken: (share: string) => `about ${share} of its values are in the table`,
    duplicates: 'Files with the very same content',
    duplicatesAbout: (sets: number, extra: number, size: string) =>
      `${several(extra, 'file')} with personal data ${extra === 1 ? 'is' : 'are'} an exact copy of another (${several(sets, 'different content')}, ${size} twice or more). An old copy is often forgotten when its original is deleted.`,
    duplicateColumns: ['Files', 'Size of each', 'Modified', 'Categories', 'Places'],
    duplicateWord: 'sets of the same content',
    moreFiles: (n: number) => `and ${count(n)} more`,
  },

  exposure: {
    title: (things: string) => `${things} with personal data, by who can read them`,
    note: 'An upper bound, from permission bits, the folders above and access lists where they can be read; on network mounts it is not known.',
    tables: ' Of tables, from grants, with roles expanded.',
    list: 'Folders readable by more people than allowed',
    about: 'Worst first.',
  },

  databases: {
    none: 'No column holds personal data, in what was read.',
    read: 'How they were read',
    readColumns: [
      'Source',
      'Tables',
      'In full',
      'Sampled',
      'Blocks sampled',
      'Missed at most',
      'Left out',
      'Without TLS',
    ],
    inFull: (rows: number, tables: number) => `${several(rows, 'row')} in ${several(tables, 'table')}`,
    sampled: (seen: number, rows: number, tables: number, unknown: number) => {
      if (unknown === tables) return `${count(seen)} rows in ${several(tables, 'table')} of unknown size`;
      const rest = unknown === 0 ? '' : `, ${count(unknown)} of unknown size`;
      return `${count(seen)} of about ${count(rows)} rows in ${several(tables, 'table')}${rest}`;
    },
    of: (part: number, whole: number) => `${count(part)} of ${count(whole)}`,
    plain: { allowed: 'allowed', refused: 'refused', unknown: 'not known' },
    views: (n: number) => several(n, 'view'),
    foreign: (n: number) => several(n, 'foreign table'),
    missedUnknown: 'How much the sample may have missed is not known',
    missedNone: 'The sample met all blocks',
    missed: (share: string) =>
      `A kind of data that the sample did not meet is in at most ${share} of a table’s blocks (95 % sure)`,
    missedTables: (n: number) => `; of ${several(n, 'table')} it is not known`,
    bound:
      'The bound counts blocks and not rows, since the rows of one block are alike. “About” is said of numbers that follow from a sample, or from the form in which cells are written.',
    columns: 'Columns with personal data, by table',
    columnsAbout: 'Tables with the surest and most values first.',
    columnColumns: ['Column', 'What', 'Found', 'In the whole table', 'Different', 'Who may select it'],
    word: 'columns',
    everyone: 'everyone',
    superusers: 'superusers only',
    andMore: (n: number) => ` and ${count(n)} more`,
    rowSecurity: '; row security limits which rows',
  },

  inventory: {
    none: 'No personal data was recognised in what was read.',
    chart: 'Matches by category',
    chartFirst: (shown: number, all: number) => `Matches by category: the first ${shown} of ${all}`,
    in: (matches: number, things: string) => `${count(matches)} in ${things}`,
    byCategory: 'By category',
    byCategoryAbout: 'Findings by confidence: how sure it is that they are what they look like.',
    categoryColumns: (items: string) => ['Category', 'Matches', items, 'High', 'Medium', 'Low'],
    byDetector: 'By detector',
    detectorColumns: (items: string) => ['Recognised as', 'Detector', 'Matches', 'Findings', items],
    years: (things: string) => `${things} with personal data, by the year they were last modified`,
    earlier: 'earlier',
    notKnown: 'not known',
    byFolder: 'By folder',
    byFolderAbout: 'Most matches first.',
    folderColumns: (items: string) => [
      'Folder or table',
      'Matches',
      items,
      'High',
      'Medium',
      'Low',
      'Readable by',
      'Categories',
    ],
    findings: 'Findings, surest and largest first',
    findingColumns: ['Place', 'What', 'Why it was recognised'],
    word: 'findings',
  },

  decisions: {
    open: 'For a person to decide',
    openAbout: (review: string, unknown: number) => `${review} to review, ${count(unknown)} where a fact is missing.`,
    openColumns: ['Result', 'Place', 'What', 'Why'],
    openWord: 'findings to decide on',
    none: 'No approval, hold or exception applied.',
    applied: 'Approvals, holds and exceptions that applied',
    appliedColumns: ['In the policy', 'Meaning', 'Rule', 'Result', 'Findings'],
    ends: 'What ends, and what is to be reviewed',
    endsAbout: 'Approvals, contracts, holds, exceptions and periodic reviews by the day on which they end or fall due.',
    endsColumns: ['State', 'Until', 'What', 'In the policy', 'About', 'Who', 'Since'],
    never: 'no end',
    neverReviewed:
      'Nobody has noted when this policy was last gone through as a whole: write reviewed_on into it once a year.',
  },

  appendix: {
    facts: {
      run: 'Run',
      state: 'State',
      started: 'Started',
      finished: 'Finished',
      version: 'Wayward',
      policy: 'Policy',
      policyHash: 'Policy hash',
      timezone: 'Dates are judged in',
      minConfidence: 'Violations need confidence',
      unknownSubject: 'Data of unknown people',
      configHash: 'Configuration hash',
      key: 'Fingerprint key',
      auditHead: 'Head of the audit trail',
      formula: 'Risk formula',
    },
    rules: 'Rules',
    ruleColumns: ['Rule', 'Type', 'Version', 'Says', 'Rests on', 'Owner'],
    weights: 'Weights of the risk formula',
    weightColumns: ['Weight', 'Value'],
    detectors: 'Detectors that found something',
    detectorColumns: ['Detector', 'Recognises', 'Category'],
    undetermined: 'What could not be determined',
    undeterminedNone: 'Everything that was asked could be answered.',
    gaps: (folders: string) => `${folders} could not be listed.`,
    unread: (things: string) => `${things} could not be read, or only in part.`,
    unknown: (says: string, n: number) => `${says}: ${several(n, 'finding')}.`,
    exposureUnknown: (things: string) => `Who can read ${things} is not known.`,
    yearUnknown: (things: string) => `When ${things} were last modified is not known.`,
    howToRead: 'How to read it',
    changesNothing:
      'Wayward lists, opens and reads; it changes nothing. It never keeps the values it recognises: here are places and counts only. wayward explain ID tells in sentences why something was recognised and judged so; wayward show ID prints the matches, with your own permissions.',
    confidence:
      'Confidence says how sure it is that a value is what it looks like: high from 85, medium from 65. A violation is a violation of this policy. Whether it is one of the law, and whether there was a breach, is for a person to say. This report is not legal advice.',
  },
};

const actions: Readonly<Record<string, string>> = {
  location: 'Move it to an approved place, or have this one approved',
  'location approval_expired': 'Renew the approval, or move it',
  'location third_party_without_contract': 'Conclude a contract, or stop the exchange',
  'location contract_expired': 'Renew the contract, or stop the exchange',
  'location requirement_failed': 'Meet what the approval asks for, or move it',
  retention: 'Review, then delete or record an exception',
  exposure: 'Narrow who can read it',
};

const decisionKinds: Readonly<Record<ShownDecision['kind'], string>> = {
  approval: 'approval of a place',
  contract: 'contract',
  hold: 'legal hold',
  exception: 'exception',
  deletion: 'planned deletion',
  move: 'planned move',
  retention_review: 'review of a retention rule',
  policy_review: 'review of the whole policy',
};

const decisionStates: Readonly<Record<ShownDecision['state'], string>> = {
  in_force: 'in force',
  open: 'open',
  due: 'due soon',
  ended: 'past its day',
  released: 'released',
  done: 'verified',
};

export default en;
export type Texts = typeof en;
