/** How the policy wants names shown (`paths` in wayward.yaml). */
export type PathMode = 'full' | 'share_and_hash' | 'hash';

/** The one that shows less. */
export function stricter(a: PathMode, b: PathMode): PathMode {
  const order: readonly PathMode[] = ['full', 'share_and_hash', 'hash'];
  return order[Math.max(order.indexOf(a), order.indexOf(b))] as PathMode;
}

/** Names of one report. What a name looks like depends on nothing but the name, the mode and the key. */
export interface Names {
  source(source: string): string;
  /** For programs: the path as listed or, hidden, the hash of each step: `3fa9c1d20b7e/90ab12cd34ef.xlsx`. */
  path(source: string, path: string): string;
  part(source: string, path: string, part: string, of?: Whole): string;
  /** For readers: `share/HR/old.zip!/staff.csv`, `crm/public/customers#email`. */
  place(source: string, path: string, part: string, of?: Whole): string;
  /** The folder an item lies in: `share/HR`; a table holds what is found in its columns: `crm/public/customers`. */
  folder(source: string, path: string, of?: Whole): string;
}

/** What a part is a part of: a file called `#email` in an archive is no column. */
export type Whole = 'file' | 'table';

/**
 * Kept when names are hidden by `share_and_hash`: they say what a file is, and are nobody's name. Others (`M.Smith`)
 * are not.
 */
const keptExtensions = new Set(
  `7z accdb avro bak bz2 cfg conf csv db doc docm docx dot dotx eml epub gz htm html ics ini json jsonl log mbox md mdb
  msg odp ods odt ost parquet pdf ppt pptx pst rar rtf sql sqlite tar tgz tsv txt vcf xls xlsb xlsm xlsx xml yaml yml zip`.split(
    /\s+/,
  ),
);

/** @param hashName a keyed hash in letters and digits: who has the key alone can try names. */
export function createNames(mode: PathMode, hashName: (name: string) => string): Names {
  const source = (name: string) => (mode === 'hash' ? hashName(name) : visible(name));
  const hidePath = hider(mode, hashName);
  const hidePart = hider(mode, hashName);
  const path = (of: string, given: string) => (mode === 'full' || given === '' ? given : hidePath(of, given));
  const hide = (of: string, around: string, given: string) => (given === '' ? '' : hidePart(`${of}/${around}!`, given));
  const part = (of: string, around: string, given: string, whole: Whole = 'file') => {
    if (mode === 'full' || whole === 'file') return mode === 'full' ? given : hide(of, around, given);
    // Names of columns are shown; what lies in a cell has names of its own.
    const inner = given.indexOf('!/');
    if (inner < 0) return given;
    const column = given.slice(0, inner);
    return `${column}!/${hide(of, around + column, given.slice(inner + 2))}`;
  };
  const show = mode === 'full' ? shownName : (name: string) => name;
  return {
    source,
    path,
    part,
    place(of, given, inner, whole = 'file') {
      const item = given === '' ? source(of) : `${source(of)}/${show(path(of, given))}`;
      if (inner === '') return item;
      if (whole === 'file') return `${item}!/${show(part(of, given, inner))}`;
      return item + shownName(part(of, given, inner, whole));
    },
    folder(of, given, whole = 'file') {
      if (whole === 'table') return this.place(of, given, '');
      const shown = path(of, given);
      const end = shown.lastIndexOf('/');
      return end < 0 ? source(of) : `${source(of)}/${show(shown.slice(0, end))}`;
    },
  };
}

/**
 * Each step stands for the hash of the whole way to it: the tree keeps its shape, so that findings can be grouped by
 * folder, and the same name in two folders is not the same hash. Remembers the folders of the path before.
 */
function hider(mode: PathMode, hashName: (name: string) => string): (root: string, path: string) => string {
  let known = new Map<string, string>();
  return (root, path) => {
    const steps = path.split('/');
    const next = new Map<string, string>();
    const shown = steps.map((step, at) => {
      const way = `${root}/${steps.slice(0, at + 1).join('/')}`;
      const hash = known.get(way) ?? hashName(way);
      next.set(way, hash);
      return at === steps.length - 1 && mode === 'share_and_hash' ? hash + extensionOf(step) : hash;
    });
    known = next;
    return shown.join('/');
  };
}

function extensionOf(name: string): string {
  const extension = /.\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return keptExtensions.has(extension) ? `.${extension}` : '';
}

/** Not to be printed as it stands: controls, invisible and direction marks, line ends, spaces that look like one, … */
const unsafe = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|(?<=^|\/)\p{M}/gu;

/**
 * A name on one line, without anything a terminal or a reader could be misled by, and reversible: the backslash is
 * doubled, control characters are `\x1b`, others `\u202e` or `\u{e0041}`; a byte that was not UTF-8, mapped to
 * U+EF80..U+EFFF by the source, is `\xe4`.
 */
export function shownName(name: string): string {
  return visible(name.replaceAll('\\', '\\\\'));
}

/** The same for text that is no name: the backslash stands for itself (`ACME\jdoe`). */
export function visible(text: string): string {
  return text.replace(unsafe, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
    if (code >= 0xef80 && code <= 0xefff) return `\\x${hex(code - 0xef00, 2)}`;
    return code > 0xffff ? `\\u{${hex(code, 5)}}` : `\\u${hex(code, 4)}`;
  });
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
