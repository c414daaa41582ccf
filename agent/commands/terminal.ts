/** How something is shown on standard output: in colour on a terminal, unless somebody does not want it. */
export function terminalSettings(): { readonly color: boolean; readonly width: number } {
  const { env, stdout } = process;
  const wanted = (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return { color: stdout.isTTY === true && wanted, width: stdout.columns || 100 };
}

/** Columns of a list: those of the terminal; into a pipe, names are not cut. */
export function listWidth(): number {
  return process.stdout.isTTY === true ? process.stdout.columns || 100 : 10_000;
}

/** The options that say of which store something was told: what comes next must be told of the same. */
export function sameStore({ config, state }: { readonly config?: string; readonly state?: string }): string {
  const flags = [
    ...(config === undefined ? [] : ['--config', config]),
    ...(state === undefined ? [] : ['--state', state]),
  ];
  return flags.map((word) => ` ${quoted(word)}`).join('');
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
