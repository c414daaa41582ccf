import iconv from 'iconv-lite';

/** Groups whose text is no text of the document. */
const settings: ReadonlySet<string> = new Set(
  (
    'fonttbl colortbl stylesheet listtable listoverridetable rsidtbl themedata colorschememapping latentstyles datastore ' +
    'generator filetbl revtbl xmlnstbl blipuid picprop bin fontemb panose falt defchp defpap pgptbl mmathPr nonshppict ' +
    'sp sn'
  ).split(' '),
);
/** Groups with a text of their own, told apart from the flow; the others marked `\*` are skipped. */
const sections: Readonly<Record<string, string>> = {
  header: 'header',
  headerl: 'header',
  headerr: 'header',
  headerf: 'header',
  footer: 'footer',
  footerl: 'footer',
  footerr: 'footer',
  footerf: 'footer',
  footnote: 'note',
  annotation: 'comment',
  atnauthor: 'author',
  fldinst: 'field code',
  shptxt: 'text box',
  title: 'title',
  subject: 'subject',
  author: 'creator',
  operator: 'last modified by',
  manager: 'manager',
  company: 'company',
  keywords: 'keywords',
  doccomm: 'comments',
  propname: 'property name',
  staticval: 'property',
};
const properties: ReadonlySet<string> = new Set(
  'title subject author operator manager company keywords doccomm propname staticval atnauthor fldinst'.split(' '),
);
const marks: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  cell: '\t',
  nestcell: '\t',
  nestrow: '\n',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
};
/** Encodings by the numbers that Windows gives to sets of characters. */
export const charsets: Readonly<Record<string, string>> = {
  '128': 'shift_jis',
  '129': 'cp949',
  '134': 'gbk',
  '136': 'big5',
  '161': 'windows-1253',
  '162': 'windows-1254',
  '163': 'windows-1258',
  '177': 'windows-1255',
  '178': 'windows-1256',
  '186': 'windows-1257',
  '204': 'windows-1251',
  '222': 'windows-874',
  '238': 'windows-1250',
};

export interface RtfPiece {
  /** '' for the body. */
  readonly section: string;
  /** A value with a name rather than running text. */
  readonly field: boolean;
  readonly text: string;
}

interface Group {
  readonly skip: boolean;
  readonly section: string;
  readonly field: boolean;
  readonly uc: number;
  readonly encoding: string;
  readonly text: string[];
  /** Of a picture or an object: its bytes in hexadecimal digits. */
  readonly data: { readonly kind: RtfData['kind']; readonly digits: string[] } | null;
}

/** What was put into the document as bytes. */
export interface RtfData {
  readonly kind: 'picture' | 'object';
  readonly bytes: Buffer;
}

const deepest = 5000;
/** Fewer bytes are no picture and no object. */
const least = 16;
const token = /\\(?:'([0-9a-fA-F]{2})|([a-zA-Z]{1,32})(-?\d{1,10})? ?|([^a-zA-Z']))|[{}]|[^\\{}]+/g;

/** Reads RTF; the caller takes `pieces` out after each part. The text must be latin-1, one character per byte. */
export class RtfReader {
  pieces: RtfPiece[] = [];
  /** Pictures and objects; the caller takes them out as well. */
  data: RtfData[] = [];
  /** Dates of the info group: `creatim`, `revtim`, `printim`. */
  readonly dates: { readonly name: string; readonly date: string }[] = [];
  private readonly stack: Group[] = [];
  private group: Group = {
    skip: false,
    section: '',
    field: false,
    uc: 1,
    encoding: 'windows-1252',
    text: [],
    data: null,
  };
  private codepage = 'windows-1252';
  private readonly fonts = new Map<string, string>();
  private font: string | null = null;
  private star = false;
  private pending: number[] = [];
  private toSkip = 0;
  private rest = '';
  private deeper = 0;
  private date: { name: string; parts: Record<string, number> } | null = null;

  write(text: string, last = false): void {
    const all = this.rest + text;
    const end = last ? all.length : safeEnd(all);
    this.rest = all.slice(end);
    for (const found of all.slice(0, end).matchAll(token)) this.token(found);
    if (last) while (this.stack.length > 0) this.close();
    if (last || this.stack.length > 0) this.send(last);
  }

  private token([all, hex, word, number, symbol]: RegExpExecArray): void {
    if (hex !== undefined) this.byte(Number.parseInt(hex, 16));
    else if (word !== undefined) this.word(word, number);
    else if (symbol !== undefined) this.symbol(symbol);
    else if (all === '{') this.open();
    else if (all === '}') this.close();
    else if (this.group.data !== null) this.group.data.digits.push(all.replace(/[^0-9a-fA-F]+/g, ''));
    else for (const char of all) if (char !== '\r' && char !== '\n') this.byte(char.charCodeAt(0));
  }

  private open(): void {
    this.flush();
    // Nesting without end would fill the memory: what is deeper belongs to the group it stands in.
    if (this.stack.length < deepest) this.stack.push(this.group);
    else this.deeper++;
    this.toSkip = 0;
    this.star = false;
  }

  private close(): void {
    this.flush();
    if (this.deeper > 0) {
      this.deeper--;
      return;
    }
    const before = this.stack.pop();
    if (before === undefined) return;
    if (this.group.text !== before.text) this.piece(this.group);
    if (this.group.data !== before.data) this.endData();
    if (this.date !== null) this.endDate();
    this.group = before;
  }

  private endData(): void {
    const { data } = this.group;
    if (data === null) return;
    const bytes = Buffer.from(data.digits.join(''), 'hex');
    if (bytes.length >= least) this.data.push({ kind: data.kind, bytes });
  }

  private piece(group: Group): void {
    const text = group.text.join('').trim();
    if (text !== '' && !group.skip) this.pieces.push({ section: group.section, field: group.field, text });
    group.text.length = 0;
  }

  /** Passes on what the body has so far, up to a line end. */
  private send(last: boolean): void {
    const root = this.stack[0] ?? this.group;
    if (last) this.flush();
    const text = root.text.join('');
    const end = last ? text.length : text.lastIndexOf('\n') + 1;
    if (end > 0 && text.slice(0, end).trim() !== '')
      this.pieces.push({ section: '', field: false, text: text.slice(0, end) });
    root.text.length = 0;
    if (end < text.length) root.text.push(text.slice(end));
  }

  private word(word: string, number: string | undefined): void {
    const value = number === undefined ? null : Number(number);
    if (word === 'u' && value !== null) {
      this.flush();
      this.add(String.fromCharCode(value & 0xffff));
      this.toSkip = this.group.uc;
      return;
    }
    this.toSkip = 0;
    if (word === 'uc' && value !== null) this.group = { ...this.group, uc: Math.min(value, 16) };
    else if (word === 'ansicpg' && value !== null)
      this.codepage = known(`windows-${value}`) ?? known(`cp${value}`) ?? this.codepage;
    else if (word === 'f' && value !== null) this.chooseFont(String(value));
    else if (word === 'fcharset' && value !== null && this.font !== null) this.setFont(String(value));
    else if (word === 'deleted' && value !== 0) this.group = { ...this.group, section: 'deleted', text: [] };
    else if (/^(?:creatim|revtim|printim)$/.test(word)) this.date = { name: word, parts: {} };
    else if (this.date !== null && value !== null) this.date.parts[word] = value;
    else if (word === 'pict') this.bytes('picture');
    else if (word === 'objdata') this.bytes('object');
    else if (word === 'bin' || settings.has(word)) this.destination(true, '', false);
    else if (sections[word] !== undefined) this.destination(false, sections[word]!, properties.has(word));
    else if (this.star)
      this.destination(!/^(?:shppict|shpinst|info|userprops|annotation|shptxt|cs|bkmk|do|fld)/.test(word), '', false);
    else if (marks[word] !== undefined) {
      this.flush();
      this.add(marks[word]!);
    }
    this.star = false;
  }

  private destination(skip: boolean, section: string, field: boolean): void {
    this.flush();
    const inFonts = skip && section === '';
    if (!skip && section === '') return;
    this.group = { ...this.group, skip: this.group.skip || inFonts, section, field, text: [], data: null };
  }

  /** Bytes follow: those of pictures that stand beside others of the same are left out. */
  private bytes(kind: RtfData['kind']): void {
    const repeated = this.group.skip && kind === 'picture';
    this.destination(true, '', false);
    if (!repeated) this.group = { ...this.group, data: { kind, digits: [] } };
  }

  private chooseFont(font: string): void {
    this.flush();
    this.font = font;
    const encoding = this.fonts.get(font) ?? this.codepage;
    this.group = { ...this.group, encoding };
  }

  private setFont(charset: string): void {
    const encoding = charsets[charset];
    if (encoding !== undefined && this.font !== null && this.fonts.size < 10_000) this.fonts.set(this.font, encoding);
  }

  private symbol(symbol: string): void {
    if (symbol === '*') {
      this.star = true;
      return;
    }
    this.flush();
    if (symbol === '~') this.add('\u00a0');
    else if (symbol === '_') this.add('-');
    else if (symbol === '\n' || symbol === '\r') this.add('\n');
    else if ('\\{}'.includes(symbol)) this.add(symbol);
  }

  private byte(byte: number): void {
    if (this.toSkip > 0) this.toSkip--;
    else this.pending.push(byte);
  }

  /** Bytes become text together: a character may have two. */
  private flush(): void {
    if (this.pending.length === 0) return;
    const bytes = Buffer.from(this.pending);
    this.pending = [];
    this.add(iconv.decode(bytes, this.group.encoding === 'windows-1252' ? this.codepage : this.group.encoding));
  }

  private add(text: string): void {
    if (!this.group.skip) this.group.text.push(text);
  }

  private endDate(): void {
    const { name, parts } = this.date!;
    this.date = null;
    const two = (n: number | undefined) => String(n ?? 1).padStart(2, '0');
    if (parts['yr'] !== undefined)
      this.dates.push({ name, date: `${parts['yr']}-${two(parts['mo'])}-${two(parts['dy'])}` });
  }
}

/** A control word may be cut in two: from its backslash on it waits. A backslash behind another begins none. */
function safeEnd(text: string): number {
  const slash = text.lastIndexOf('\\');
  if (slash < 0 || text.length - slash > 64) return text.length;
  let before = 0;
  while (text[slash - 1 - before] === '\\') before++;
  return before % 2 === 1 ? text.length : slash;
}

function known(encoding: string): string | null {
  return iconv.encodingExists(encoding) ? encoding : null;
}
