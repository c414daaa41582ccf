import type { ReportFinding } from '../../../agent/contracts/report.ts';

/** A relative reference (RFC 3986): each step of a path encoded, so that no name says more than a name. */
export function uriOf(path: string): string {
  // A path that begins with what looks like a scheme (`a:b`) would be taken for one: colons are encoded.
  return path.split('/').map(encode).join('/');
}

const encode = (step: string) =>
  encodeURIComponent(step.toWellFormed()).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

/** What `uri` is relative to: a source. Its real folder is nobody's business. */
export function baseOf(source: string): string {
  return source.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** Lines of a text file, each its own location; else the file, or the table's column, as a whole. */
export function locationsOf(of: ReportFinding): object[] {
  const artifactLocation = { uri: uriOf(of.path), uriBaseId: baseOf(of.source) };
  const logical = logicalOf(of);
  const lines = of.part === '' ? of.at.flatMap(lineOf) : [];
  const regions = lines.length === 0 ? [{}] : lines.map((startLine) => ({ region: { startLine } }));
  return regions.map((region) => ({
    physicalLocation: { artifactLocation, ...region },
    ...(logical === null ? {} : { logicalLocations: [logical] }),
  }));
}

function lineOf(at: string): number[] {
  const line = Number(/^line (\d{1,15})$/.exec(at)?.[1] ?? 0);
  return line > 0 ? [line] : [];
}

function logicalOf(of: ReportFinding): object | null {
  if (of.part === '') return null;
  const kind = of.column === undefined ? 'member' : 'column';
  return { fullyQualifiedName: of.place, kind };
}
