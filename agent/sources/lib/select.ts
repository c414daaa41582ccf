import picomatch from 'picomatch';

export interface Selector {
  /** True when a file is left out by the globs. */
  excludes(path: string): boolean;
  /** True when nothing below the folder can be selected: it is left out as a whole, without being listed. */
  prunes(folder: string): boolean;
}

/** Globs relative to the source, '/' between names, `**` over folders; dotfiles are like any other. */
export function selector(include: readonly string[], exclude: readonly string[]): Selector {
  const options = { dot: true, nonegate: true };
  const takesAll = include.length === 0 || include.includes('**') || include.includes('**/*');
  const included = takesAll ? () => true : picomatch([...include], options);
  const excluded = exclude.length === 0 ? () => false : picomatch([...exclude], options);
  // `x/**` leaves out all of x: asked with a name that no pattern can mean in particular.
  const pruned =
    exclude.length === 0
      ? () => false
      : picomatch(
          exclude.filter((glob) => glob.endsWith('/**')),
          options,
        );
  return {
    excludes: (path) => !included(path) || excluded(path),
    prunes: (folder) => pruned(`${folder}/\u0001`),
  };
}
