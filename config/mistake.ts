export type Path = readonly (string | number)[];

/** One thing that is wrong in a configuration or policy file. */
export interface Mistake {
  readonly file: string;
  /** 1-based; null when the file as a whole is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** `sources[0].path`; '' for the whole file. */
  readonly path: string;
  /** What is wrong and what was expected. Never the value of a reference. */
  readonly message: string;
  /** What may have been meant. */
  readonly suggestion: string | null;
}

/** Everything that is wrong, at once. */
export class ConfigError extends Error {
  readonly mistakes: readonly Mistake[];
  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(formatMistake).join('\n'));
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/** One line, as compilers write it: `wayward.yaml:7:3: sources[0].pathh: unknown key. Did you mean "path"?` */
export function formatMistake({ file, line, column, path, message, suggestion }: Mistake): string {
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  const what = path === '' ? message : `${path}: ${message}`;
  return suggestion === null ? `${place}: ${what}` : `${place}: ${what}. ${suggestion}`;
}

export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = /^[\w.-]+$/.test(step) ? step : JSON.stringify(step);
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** By place; the same mistake once. `files` gives the order of the files. */
export function inOrder(mistakes: readonly Mistake[], files: readonly string[]): Mistake[] {
  const rank = ({ file }: Mistake) => files.indexOf(file);
  const sorted = mistakes.toSorted(
    (a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  const seen = new Set<string>();
  return sorted.filter((mistake) => {
    const text = formatMistake(mistake);
    return !seen.has(text) && seen.add(text);
  });
}
