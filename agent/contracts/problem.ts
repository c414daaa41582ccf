/** Something that was not read, or only partly. Never silent, never fatal to the scan. */
export interface Problem {
  readonly code: ProblemCode;
  /** A closed set: a library's own error text can quote content. */
  readonly detail: ProblemDetail | null;
  /** The nested part it concerns, formatted as in places, or '' for the item itself. */
  readonly part: string;
}

export const problemCodes = [
  /** The system refused: permission, I/O error, name it cannot handle. */
  'unreadable',
  /** It was listed and then gone. */
  'vanished',
  /** It changed while it was being read. */
  'changed',
  /** A folder that contains itself. */
  'loop',
  /** No extractor knows this kind of content. */
  'unsupported',
  'encrypted',
  'damaged',
  /** Limits: of one item and everything inside it. */
  'budget',
  'timeout',
  'memory',
  /** A worker died with it. */
  'crashed',
  /** A page that is a picture. */
  'no_text_layer',
  /** Bytes that are no text in any encoding we know. */
  'undecodable',
  /** A defect of ours: an extractor threw what it may not. */
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export const problemDetails = [
  'permission',
  'io',
  'name_too_long',
  'is_remote',
  'not_mounted',
  'depth',
  'bytes',
  'ratio',
  'members',
  'time',
  'truncated',
  'checksum',
  'structure',
  'password',
  'stalled',
  'pages',
  'size_differs',
  'duplicate_name',
  'stopped',
  'method',
  'tokens',
  /** Of databases. */
  'connection',
  'login',
  'statement_timeout',
  'lock_timeout',
  'cancelled',
  'columns',
] as const;
/** Or the kind of content (`kind:cfb`), or the extractor that gave up (`extractor:pdf`): ours too, never content. */
export type ProblemDetail = (typeof problemDetails)[number] | `kind:${string}` | `extractor:${string}`;
