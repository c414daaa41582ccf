import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CannotRun, exit } from './commands/errors.ts';
import { placesIn } from './commands/internal.ts';
import { manual } from './commands/manual.ts';
import { outOption, type ReportCommand, runOption } from './commands/report-command.ts';
import type { Reporter } from './contracts/report.ts';
import { severities } from './contracts/rule.ts';
import { StoreError } from './store/error.ts';
import { version } from './version.ts';

/** The command line: parses, calls one command, turns what it gives into an exit code. Commands load what they need. */
export async function main(argv: readonly string[]): Promise<void> {
  // `| head` has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  const program = new Command('wayward')
    .description('Finds customer data that has strayed from where it may be, or has stayed longer than it may.')
    .version(version)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  let code: number = exit.done;
  const run = (action: () => Promise<unknown>) => async () => {
    const given = await action();
    code = typeof given === 'number' ? given : exit.done;
  };
  addScan(program, run);
  addAgent(program, run);
  addService(program, run);
  addJudge(program, run);
  await addReports(program, run, argv);
  addLists(program, run);
  addLookUps(program, run);
  addDecisions(program, run);
  addDelivery(program, run);
  addAlerts(program, run);
  addIncidents(program, run);
  addReceiver(program, run);
  addDetect(program, run);
  addConfig(program, run);
  addCompletion(program, run);
  addHelp(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    code = told(error);
  }
  process.exitCode = code;
}

type Run = (action: () => Promise<unknown>) => () => Promise<void>;

const configOption = () =>
  new Option('-c, --config <file>', 'the configuration; default: wayward.yaml in the current folder');
const stateOption = () => new Option('--state <dir>', 'where what is known is kept; default: the XDG state folder');
const pathsOption = () =>
  new Option('--paths <how>', 'how names are shown; default: as "paths" in the configuration says').choices([
    ...['full', 'share_and_hash', 'hash'],
  ]);
const nowOption = () =>
  new Option('--now <date>', 'judge as of this date (YYYY-MM-DD or an instant), for reproducible results');

function addScan(program: Command, run: Run): void {
  const command = program
    .command('scan')
    .argument('[target...]', 'folders or files; with a configuration also names of its sources')
    .description('Scan sources, judge what is found by the policy, and report.')
    .addOption(configOption())
    .addOption(stateOption())
    .addOption(nowOption())
    .option('--workers <n>', 'worker threads; 0 runs inline, for debugging, and can enforce no limits', wholeNumber)
    .option('--report <kind=file>', 'write a report; "wayward report --help" lists the kinds (repeatable)', collect, [])
    .option('--include <glob>', 'scan only what matches (repeatable)', collect, [])
    .option('--exclude <glob>', 'leave out what matches (repeatable)', collect, [])
    .option('--max-size <size>', 'leave out larger files: 500 MB, 2 GiB')
    .addOption(
      new Option('--fail-on <severity>', 'exit bit 1 from this severity on')
        .choices(['critical', 'high', 'medium', 'low', 'info', 'none'])
        .default('none'),
    )
    .option('--strict', 'refuse accounts of databases that could change something', false)
    .option('--no-deliver', 'leave what destinations are to be told in the outbox')
    .option('-q, --quiet', 'no summary', false)
    .option('--no-progress', 'no progress line')
    .addHelpText('after', scanHelp);
  command.action((targets: string[], options: Record<string, unknown>) =>
    run(async () => (await import('./commands/scan.ts')).scanCommand({ targets, ...options } as never))(),
  );
}

const scanHelp = `
Exit codes are bits: 0 done and complete, 1 a violation at or above --fail-on, 4 done but something listed was not
read or only partly (5 is both), 8 done, but an outbox is full: what found no room is told when there is, 16 done, but the store
was damaged and was made anew. 2: could not run. 130: stopped by Ctrl-C; what was done is kept.

Examples:
  wayward scan /srv/share                        an inventory, no policy needed
  wayward scan --config wayward.yaml             with verdicts
  wayward scan /srv/share --report html=out.html --report jsonl=out.jsonl
  wayward scan --config wayward.yaml --fail-on high --quiet`;

function addAgent(program: Command, run: Run): void {
  program
    .command('run')
    .description('Work unattended: run the jobs of the configuration at their times, until stopped.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--once <job>', 'run this job now, and end')
    .addHelpText('after', runHelp)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/run.ts')).runCommand(options as never))(),
    );
  program
    .command('watch')
    .argument('[source...]', 'names of sources; default: all that can be watched')
    .description('Scan, judge and deliver what changes, within seconds, until stopped.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--settle <time>', 'without an event for so long, a file is taken for written', '1 s')
    .option('--max-folders <n>', 'more are not watched, but compared by their dates', wholeNumberOfAnySize, 100_000)
    .addHelpText('after', watchHelp)
    .action((targets: string[], options: Record<string, unknown>) =>
      run(async () => (await import('./commands/watch.ts')).watchCommand({ targets, ...options } as never))(),
    );
  program
    .command('status')
    .description('Say what the agent does: progress, when a full pass ends, last and next runs, missed ones.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--json', 'as JSON', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/control.ts')).statusCommand(options as never))(),
    );
  for (const [request, description] of [
    ['pause', 'Begin nothing more, until resumed.'],
    ['resume', 'Go on after a pause.'],
    ['stop', 'End the agent; what was done is kept.'],
  ] as const) {
    program
      .command(request)
      .description(description)
      .addOption(configOption())
      .addOption(stateOption())
      .action((options: Record<string, unknown>) =>
        run(async () => (await import('./commands/control.ts')).controlCommand(request, options as never))(),
      );
  }
}

function addService(program: Command, run: Run): void {
  const service = program.command('service').description('Run the agent under systemd: docs/service.md.');
  const unit = (name: string, description: string) =>
    service
      .command(name)
      .description(description)
      .addOption(configOption())
      .option('--state <dir>', 'where what is known is kept; default: as configured, else /var/lib/wayward')
      .option('--user <name>', 'whose rights it has', 'wayward')
      .option('--without-capabilities', 'read only what this user may read', false);
  const given = ({ withoutCapabilities, ...options }: Record<string, unknown>) =>
    ({ ...options, capabilities: withoutCapabilities !== true }) as never;
  unit('print', 'Print a hardened unit for this configuration.').action((options: Record<string, unknown>) =>
    run(async () => (await import('./commands/service.ts')).printCommand(given(options)))(),
  );
  unit('install', 'Write it where systemd looks.')
    .option('--to <dir>', 'the folder', '/etc/systemd/system')
    .option('--force', 'replace one that says something else', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/service.ts')).installCommand(given(options)))(),
    );
}

const runHelp = `
Signals: SIGTERM and SIGINT end it within seconds and keep what was done; SIGHUP reads the configuration again, and
keeps the one before when that is wrong. The log is JSON lines on standard error.
Exit codes: 0 ended as asked. 2: could not run. 130: --once was stopped; what was done is kept.`;

const watchHelp = `
Folders on this machine only: what other machines change on a network mount is told to nobody, and refused with the
reason. The nightly scan makes up for what gets lost; docs/running.md. The log is JSON lines on standard error.
Exit codes: 0 ended as asked. 2: could not run.`;

function addJudge(program: Command, run: Run): void {
  program
    .command('judge')
    .description('Judge what is stored by the policy as it is now, without reading a file, and say what changed.')
    .addOption(configOption())
    .addOption(stateOption())
    .addOption(nowOption())
    .option('--what-if <policy>', 'judge by this policy file instead, and store nothing')
    .option('--report <kind=file>', 'write a report (repeatable)', collect, [])
    .option('--json', 'the changes as JSON', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/judge.ts')).judgeCommand(options as never))(),
    );
}

/** Their sub-commands are files, read only when somebody asks for them. */
async function addReports(program: Command, run: Run, argv: readonly string[]): Promise<void> {
  const report = program
    .command('report')
    .description('Write a report of a run that is stored, in one of many formats.');
  // To make them known takes longer than most commands do.
  if (!argv.slice(0, 2).some((word) => word === 'report' || word === 'completion')) return;
  const { loadPlugins } = await import('./registry.ts');
  const kinds = await loadPlugins<Reporter<unknown>>(new URL('../reporters/', import.meta.url));
  for (const [kind, { title }] of kinds) {
    report
      .command(kind)
      .description(`${title}.`)
      .addOption(configOption())
      .addOption(stateOption())
      .option(runOption.flags, runOption.description)
      .option(outOption.flags, outOption.description)
      .addOption(pathsOption())
      .option('--set <name=value>', 'a setting of this kind, as in the configuration (repeatable)', collect, [])
      .addHelpText(
        'after',
        `\nExample:\n  wayward report ${kind} --run 3${kind === 'terminal' ? '' : ` --out report.${kind}`}`,
      )
      .action((options: Record<string, unknown>) =>
        run(async () => (await import('./commands/report-kind.ts')).reportKindCommand({ kind, ...options } as never))(),
      );
  }
  const commands = await loadPlugins<ReportCommand>(new URL('./commands/report/', import.meta.url));
  for (const [name, { description, help, options = [], run: action }] of commands) {
    const command = report.command(name).description(description).addOption(configOption()).addOption(stateOption());
    for (const of of options) {
      const option = new Option(of.flags, of.description);
      if (of.choices !== undefined) option.choices([...of.choices]);
      if (of.default !== undefined) option.default(of.default);
      if (of.repeatable === true) option.default([]).argParser(collect);
      command.addOption(option);
    }
    if (help !== undefined) command.addHelpText('after', `\n${help}`);
    command.action((given: Record<string, unknown>) => run(() => action(given))());
  }
}

function addLists(program: Command, run: Run): void {
  const list = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .addOption(configOption())
      .addOption(stateOption())
      .option('--category <prefix>', 'of this category, as user.financial (repeatable)', collect, [])
      .option('--detector <id>', 'of this detector, or of those whose ids begin so (repeatable)', collect, [])
      .option('--path <place>', 'in this place: share:CRM/**, share/CRM, or a glob in any source')
      .addOption(new Option('--severity <severity>', 'violations of this severity or a graver one').choices(severities))
      .addOption(
        new Option('--verdict <result>', 'of which the worst that rules say is this (repeatable)')
          .choices(['violation', 'review', 'unknown', 'allowed', 'none'])
          .argParser(oneOf(['violation', 'review', 'unknown', 'allowed', 'none']))
          .default([]),
      )
      .option('--status <status>', 'as overdue or unknown_location (repeatable)', collect, [])
      .option('--since <date|run>', 'open since a run of that day or later, or since that run')
      .option('--limit <n>', 'lines of a page', wholeNumber, 50)
      .option('--page <n>', 'which page', wholeNumberOfAnySize, 1)
      .option('--json', 'as JSON', false);
  list('findings', 'List what was found, worst first.').action((options: Record<string, unknown>) =>
    run(async () => (await import('./commands/findings.ts')).findingsCommand(options as never))(),
  );
  list('places', 'List the folders and tables with what lies in them, worst first.').action(
    (options: Record<string, unknown>) =>
      run(async () => (await import('./commands/places.ts')).placesCommand(options as never))(),
  );
}

function addLookUps(program: Command, run: Run): void {
  program
    .command('diff')
    .argument('[run]', 'its id, or the beginning of it; default: the newest that came to its end')
    .argument('[other]', 'compare the two; default: with the run before of the same sources')
    .description('Say what is new, what is still there, and what is gone since the run before, and why.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--json', 'all of it as JSON', false)
    .action((one: string | undefined, other: string | undefined, options: Record<string, unknown>) =>
      run(async () =>
        (await import('./commands/diff.ts')).diffCommand({ run: one, since: other, ...options } as never),
      )(),
    );
  program
    .command('explain')
    .argument('<finding>', 'its id, or the beginning of it')
    .description('Say in sentences why something was recognised, and why it was judged as it was.')
    .addOption(configOption())
    .addOption(stateOption())
    .action((finding: string, options: Record<string, unknown>) =>
      run(async () => (await import('./commands/explain.ts')).explainCommand({ finding, ...options } as never))(),
    );
  program
    .command('show')
    .argument('<finding>', 'its id, or the beginning of it')
    .argument('[target...]', 'the folders of the scan, where it was made without a configuration')
    .description(
      'Read the source again, with your own permissions, and print the matches. On a terminal only; recorded.',
    )
    .addOption(configOption())
    .addOption(stateOption())
    .option('--limit <n>', 'matches to print', wholeNumber, 20)
    .action((finding: string, targets: string[], options: Record<string, unknown>) =>
      run(async () => (await import('./commands/show.ts')).showCommand({ finding, targets, ...options } as never))(),
    );
  const audit = program
    .command('audit')
    .description('Print the audit trail: changed policies, judgements, values shown.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--json', 'one JSON object a line', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/audit.ts')).auditCommand(options as never))(),
    );
  audit
    .command('verify')
    .description('Say whether the trail is as it was written: every record bears the hash of the one before.')
    .option('--head <seq:hash>', 'a head that was noted elsewhere must be in it')
    .action((_: unknown, command: Command) =>
      run(async () => (await import('./commands/audit.ts')).verifyCommand(globals(command)))(),
    );
}

function addDecisions(program: Command, run: Run): void {
  const decisions = program.command('decisions').description('What people decided in retention reviews.');
  const command = (name: string, description: string) =>
    decisions
      .command(name)
      .description(description)
      .addOption(configOption())
      .addOption(stateOption())
      .addOption(nowOption());
  command('import', 'Take a retention review back as it was filled in, CSV or XLSX: all of it or nothing.')
    .argument('<file>', 'made by "wayward report retention", filled in')
    .option('--by <name>', 'who decided; default: who runs this')
    .addHelpText('after', decisionsHelp)
    .action((file: string, options: Record<string, unknown>) =>
      run(async () => (await import('./commands/decisions.ts')).importCommand({ file, ...options } as never))(),
    );
  command('list', 'Show decisions, newest first, and whether what was planned has happened.')
    .option('--open', 'only exceptions in force and plans not carried out', false)
    .option('--json', 'one JSON object a line', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/decisions.ts')).listCommand(options as never))(),
    );
  command('certificate', 'Print what may be claimed of planned deletions that a scan has verified, as JSON.')
    .argument('[id]', 'of a decision, or its beginning; default: all that are verified')
    .action((id: string | undefined, options: Record<string, unknown>) =>
      run(async () => (await import('./commands/decisions.ts')).certificateCommand({ id, ...options } as never))(),
    );
}

const decisionsHelp = `
keep needs a reason and a last day, and is an exception until then; false_alarm needs a reason; delete and move are
plans, which every later scan looks at. Mistakes are told all at once, with their rows, and nothing is recorded then.

Example:
  wayward report retention --out review.xlsx
  wayward decisions import review.xlsx --by "Anna Muster"`;

function addDelivery(program: Command, run: Run): void {
  program
    .command('deliver')
    .description('Send what waits in the outbox to the destinations, until nothing waits.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--for <time>', 'give up after this time: 90 s, 10 min', '10 min')
    .option('--json', 'what was sent as JSON', false)
    .addHelpText('after', '\nExit codes: 0 nothing waits, 4 something waits or is parked, 2 could not run.')
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/deliver.ts')).deliverCommand(options as never))(),
    );
  const outbox = program
    .command('outbox')
    .description('Show what waits for each destination, and what was refused and is parked.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--json', 'as JSON', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/outbox.ts')).outboxCommand(options as never))(),
    );
  outbox
    .command('replay')
    .argument('[id...]', 'events; without one, all that are parked')
    .description('Send parked events again.')
    .action((ids: string[], _: unknown, command: Command) =>
      run(async () => (await import('./commands/outbox.ts')).replayCommand({ ...globals(command), ids }))(),
    );
  outbox
    .command('drop')
    .argument('<id>', 'of an event')
    .requiredOption('--reason <text>', 'why it is not to be delivered; recorded in the audit trail')
    .description('Forget an event that nobody is to have.')
    .action((id: string, _: unknown, command: Command) =>
      run(async () => (await import('./commands/outbox.ts')).dropCommand({ ...globals(command), id } as never))(),
    );
}

function addAlerts(program: Command, run: Run): void {
  const alerts = program
    .command('alerts')
    .description('Show what a person must know at once, and nobody has acknowledged.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--all', 'acknowledged ones too', false)
    .option('--json', 'as JSON', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/alerts.ts')).alertsCommand(options as never))(),
    );
  alerts
    .command('ack')
    .argument('[id...]', 'alerts, or the beginnings of their ids')
    .description('Say that somebody has seen them: they are not told again. Works while a scan runs.')
    .option('--by <name>', 'who; default: the user of this shell')
    .option('--note <text>', 'what was made of it; kept with the alert')
    .action((ids: string[], _: unknown, command: Command) =>
      run(async () => (await import('./commands/alerts.ts')).ackCommand({ ...globals(command), ids } as never))(),
    );
}

function addIncidents(program: Command, run: Run): void {
  const incidents = program
    .command('incidents')
    .description('The register of incidents: what people suspected, decided and did. docs/alerts.md.')
    .addOption(configOption())
    .addOption(stateOption())
    .option('--json', 'as JSON', false)
    .addHelpText('after', incidentsHelp);
  const load = () => import('./commands/incidents.ts');
  type Commands = Awaited<ReturnType<typeof load>>;
  const act = (of: (commands: Commands, options: never) => Promise<unknown>, names: readonly string[]) => {
    return (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const named = Object.fromEntries(names.map((name, at) => [name, given[at]]));
      return run(async () => of(await load(), { ...globals(command), ...named } as never))();
    };
  };
  const by = () => new Option('--by <name>', 'who says so; default: the user of this shell');
  incidents.action(act((commands, options) => commands.incidentsCommand(options), []));
  incidents
    .command('list')
    .description('One line for each.')
    .action(act((commands, options) => commands.incidentsCommand(options), []));
  incidents
    .command('show')
    .argument('<id>', 'or the beginning of it')
    .description('All that stands in the register, with the clocks.')
    .action(act((commands, options) => commands.showIncidentCommand(options), ['id']));
  incidents
    .command('open')
    .description('Somebody suspects something.')
    .option('--title <text>', 'what, in a few words; needed without --alert')
    .option('--alert <id>', 'the alert it comes from')
    .addOption(by())
    .action(act((commands, options) => commands.openIncidentCommand(options), []));
  incidents
    .command('confirm')
    .argument('<id>')
    .requiredOption('--aware-at <moment>', 'since when somebody was sure: 2026-06-30T09:15, or an instant')
    .requiredOption('--reason <text>', 'why')
    .addOption(by())
    .description('A person is sure: the clocks start.')
    .action(act((commands, options) => commands.confirmCommand(options), ['id']));
  incidents
    .command('dismiss')
    .argument('<id>')
    .requiredOption('--reason <text>', 'why')
    .addOption(by())
    .description('A person has found that it was none.')
    .action(act((commands, options) => commands.dismissCommand(options), ['id']));
  for (const [kind, description] of [
    ['measure', 'Something was done about it.'],
    ['note', 'Something is to be remembered.'],
  ] as const) {
    incidents
      .command(kind)
      .argument('<id>')
      .argument('<text>')
      .option('--at <moment>', 'when it happened; default: now')
      .addOption(by())
      .description(description)
      .action(act((commands, options) => commands.addCommand(kind, options), ['id', 'text']));
  }
  incidents
    .command('notified')
    .argument('<id>')
    .argument('<clock>', 'as "show" names it: gdpr_authority')
    .requiredOption('--at <moment>', 'when')
    .option('--ref <text>', 'their reference')
    .addOption(by())
    .description('Those that a clock asks for have been told.')
    .action(act((commands, options) => commands.notifiedCommand(options), ['id', 'clock']));
  incidents
    .command('assess')
    .argument('<id>')
    .argument('<field>', 'of the register: docs/alerts.md')
    .argument('<value>')
    .addOption(by())
    .description('Fill in a field of the register; the last word counts, all of them stay.')
    .action(act((commands, options) => commands.assessCommand(options), ['id', 'field', 'value']));
  incidents
    .command('export')
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .option('--to <file>', 'default: standard output')
    .description('The whole register.')
    .action(act((commands, options) => commands.exportCommand(options), []));
}

const incidentsHelp = `
Wayward never says that something is a breach. A person opens an incident (suspected), and confirms or dismisses it.
Example:
  wayward incidents open --alert al-7c1e
  wayward incidents confirm inc-03af --aware-at 2026-06-30T09:15 --reason "the folder was copied by somebody outside"
  wayward incidents notified inc-03af gdpr_authority --at 2026-07-01T16:00 --ref "LDA 4711"`;

const globals = (command: Command) => command.optsWithGlobals<Record<string, unknown>>();

function addReceiver(program: Command, run: Run): void {
  program
    .command('receive')
    .description('A central place to start with: takes the events of agents, checks and keeps them.')
    .option('--listen <host:port>', 'where to listen', '127.0.0.1:8443')
    .requiredOption('--state <dir>', 'where received.db is kept')
    .option('--key-file <file>', 'keys of signatures, one "KEY_ID SECRET" a line: every batch must then be signed')
    .option('--token-file <file>', 'tokens, one a line: every batch must then bear one')
    .option('--tls-cert <file>', 'the certificate of this server: HTTPS')
    .option('--tls-key <file>', 'its private key')
    .option('--client-ca <file>', 'certificates whose holders may send: mutual TLS')
    .option('--max-body <size>', 'larger batches are refused with 413', '8 MiB')
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/receive.ts')).receiveCommand(options as never))(),
    );
  program
    .command('received')
    .description('List what "wayward receive" has taken, or print it.')
    .requiredOption('--state <dir>', 'where received.db is kept')
    .option('--export', 'one event a line, in order of arrival', false)
    .option('--after <n>', 'only those after this number', wholeNumberOfAnySize, 0)
    .option('--json', 'as JSON', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/receive.ts')).receivedCommand(options as never))(),
    );
}

function addDetect(program: Command, run: Run): void {
  program
    .command('detect')
    .argument('[file]', "a text file, or '-' for standard input", '-')
    .description('Find personal data in a text: start and end (UTF-16 code units), never the value.')
    .addOption(configOption())
    .option('--jsonl', 'one {"id","text","column"?} a line in, one answer a line out', false)
    .option('--json', 'the answer as JSON', false)
    .option('--column <name>', 'the text is what a column of this name holds')
    .action((file: string, options: Record<string, unknown>) =>
      run(async () => (await import('./commands/detect.ts')).detectCommand({ file, ...options } as never))(),
    );
  program
    .command('detectors')
    .description('List what is recognised.')
    .addOption(configOption())
    .option('--json', 'as JSON', false)
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/detectors.ts')).detectorsCommand(options as never))(),
    );
}

function addConfig(program: Command, run: Run): void {
  program
    .command('init')
    .argument('[file]', 'where to write it', 'wayward.yaml')
    .description('Write a commented configuration to start from.')
    .action((file: string) => run(async () => (await import('./commands/config.ts')).initCommand(file))());
  const config = program.command('config').description('Check the configuration, or describe it to an editor.');
  config
    .command('check')
    .description('Say every mistake at once, or print the effective configuration with its defaults.')
    .addOption(configOption())
    .action((options: Record<string, unknown>) =>
      run(async () => (await import('./commands/config.ts')).checkCommand(options as never))(),
    );
  config
    .command('schema')
    .description('Print the JSON Schema of wayward.yaml.')
    .action(() => run(async () => (await import('./commands/config.ts')).schemaCommand())());
}

function addCompletion(program: Command, run: Run): void {
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .description('Print what lets a shell complete commands and options.')
    .action((shell: string) =>
      run(async () => (await import('./commands/completion.ts')).completionCommand(shell, program))(),
    );
}

/** Examples and what else a manual page has, for every command that has none of its own. */
function addHelp(program: Command, path = ''): void {
  for (const command of program.commands) {
    const name = path === '' ? command.name() : `${path} ${command.name()}`;
    const text = manual[name];
    if (text !== undefined) command.addHelpText('after', `\n${text}`);
    addHelp(command, name);
  }
}

/** Repeatable, each of these words. */
function oneOf(words: readonly string[]) {
  return (value: string, before: readonly string[]): string[] => {
    if (!words.includes(value)) throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.`);
    return [...before, value];
  };
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function wholeNumberOfAnySize(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('a whole number is needed');
  return Number(value);
}

function wholeNumber(value: string): number {
  if (!/^\d{1,4}$/.test(value)) throw new InvalidArgumentError('a whole number is needed');
  return Number(value);
}

/** Says what went wrong, and gives the exit code. */
function told(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.cannotRun;
  if (error instanceof CannotRun || (error instanceof StoreError && error.code !== 'internal')) {
    process.stderr.write(`wayward: ${error.message}\n`);
    return exit.cannotRun;
  }
  // A defect of ours. The message may quote content; the place in our code does not.
  const { name, at } = placesIn(error);
  const lines = at.map((line) => `${line}\n`).join('');
  process.stderr.write(`wayward: an internal error${name === null ? '' : ` (${name})`}; please report it\n${lines}`);
  return exit.cannotRun;
}
