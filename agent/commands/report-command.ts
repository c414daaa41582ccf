/**
 * A sub-command of `wayward report` that is more than one format of the page: one file in `agent/commands/report/`,
 * file name = name. `--config` and `--state` are given to all of them. It loads what it needs when it is run.
 */
export interface ReportCommand {
  /** One sentence for `--help`. */
  readonly description: string;
  /** Behind the options in its own `--help`: examples, exit codes. */
  readonly help?: string;
  readonly options?: readonly ReportOption[];
  /** Gives the exit code; nothing is 0. */
  run(options: ReportOptions): Promise<number | undefined>;
}

export interface ReportOption {
  /** `--out <file>`, `--json`. */
  readonly flags: string;
  readonly description: string;
  readonly default?: string | boolean;
  readonly choices?: readonly string[];
  /** May be given several times: its value is then a list. */
  readonly repeatable?: boolean;
}

/** As given, by the long name in camel case. */
export type ReportOptions = Readonly<Record<string, unknown>> & {
  readonly config?: string;
  readonly state?: string;
};

/** What most of them take. */
export const runOption: ReportOption = {
  flags: '--run <run>',
  description: 'its number, its id or the beginning of it; default: the newest',
};
export const outOption: ReportOption = {
  flags: '-o, --out <file>',
  description: 'the file to write; - is standard output',
};
