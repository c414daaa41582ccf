import type { Extracted } from '../../contracts/extractor.ts';
import type { OfficePackage } from './opc.ts';
import type { XmlEvents } from './xml.ts';

/** Reads one member of a package with handlers that hold something back until its end. */
export async function* streamed(
  pkg: OfficePackage,
  member: string,
  build: (emit: (piece: Extracted) => void) => XmlEvents & { end(): void },
): AsyncGenerator<Extracted> {
  const rest: Extracted[] = [];
  let emit = (piece: Extracted): void => void rest.push(piece);
  const events = build((piece) => emit(piece));
  yield* pkg.xml<Extracted>(member, (send) => {
    emit = send;
    return events;
  });
  emit = (piece) => void rest.push(piece);
  events.end();
  yield* rest;
}
