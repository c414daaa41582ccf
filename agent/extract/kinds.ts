/** What content is good for, coarsely: what the configuration excludes by default is told in classes. */
export type KindClass =
  | 'text'
  | 'document'
  | 'mail'
  | 'archive'
  | 'data'
  | 'media'
  | 'program'
  | 'font'
  | 'secret'
  | 'unknown';

/** A kind of content. The list below is closed. */
export interface Kind {
  readonly id: string;
  readonly class: KindClass;
}

const table: Readonly<Record<KindClass, string>> = {
  text: 'empty text html xml json ndjson csv sql yaml',
  document:
    'pdf postscript rtf docx xlsx xlsb pptx odt ods odp odg epub vsdx doc xls ppt cfb onenote emf wmf office_lock',
  mail: 'eml mbox msg pst tnef ics vcf',
  archive: 'zip gzip bzip2 xz zstd lz4 lzip compress zlib 7z rar tar cpio ar cab iso rpm',
  data: 'sqlite parquet avro dbf orc hdf5 mdb pcap evtx registry gettext journal bdb npy arrow',
  media:
    'png jpeg gif webp tiff bmp heic avif ico psd jp2 jxl xcf mp3 aac ogg flac wav aiff midi amr mp4 mov avi mkv flv wmv mpeg',
  program: 'elf pe macho javaclass jar apk wasm pyc dex vba llvm swf lnk',
  font: 'woff woff2 ttf otf ttc eot pcf',
  secret: 'encrypted_office pgp luks keystore',
  unknown: 'binary',
};

/** Every kind, in the order of the table; for the documentation and for `content.exclude_kinds`. */
export const kinds: readonly Kind[] = Object.entries(table).flatMap(([name, ids]) =>
  ids.split(' ').map((id) => ({ id, class: name as KindClass })),
);

const byId: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.id, kind]));

/** @throws when the list does not hold it: kinds are a closed set. */
export function kindOf(id: string): Kind {
  const kind = byId.get(id);
  if (kind === undefined) throw new Error(`no such kind: ${id}`);
  return kind;
}

/** Kinds that hold no text; what `content.exclude_kinds` is when the configuration says nothing. */
export const excludedByDefault: readonly string[] = ['media', 'program', 'font'];

export function isExcluded(kind: Kind, exclude: ReadonlySet<string>): boolean {
  return exclude.has(kind.id) || exclude.has(kind.class);
}
