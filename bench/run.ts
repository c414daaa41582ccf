import { writeFileSync } from 'node:fs';
import { arch, cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchDatabase } from './database.ts';
import { benchDeliver } from './deliver.ts';
import { benchDetect } from './detect.ts';
import { benchGentle } from './gentle.ts';
import { table } from './lib/measure.ts';
import { benchLists } from './lists.ts';
import { benchScan } from './scan.ts';
import { benchWatch } from './watch.ts';

/** `npm run bench`: everything, on this machine, into docs/benchmarks.md. Takes about an hour. */
const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()} ${arch()}, Node ${process.version}`;

const text = `# Benchmarks

Made by \`npm run bench\`. Medians of three; each ratio compares two programs in the same run on the same files. Data is
generated from a fixed seed and in the page cache.

Machine: ${machine}.

## Detection, one thread

${await benchDetect()}

## End to end

${await benchScan()}

## Databases

A table of customers in 13 columns, read in full; "of the client" is the rate against that of the server's own client in
the same run, which looks at nothing. Servers on this machine share its cores with the scan; "server's cores" is the CPU
that all processes of the server used, over the time of the scan.

${await benchDatabase()}

## Gentle

What a scan took of a folder a second, against what its source may be asked for; the start of its threads is in it.

${await benchGentle()}

## Lists

The first page of \`wayward findings\` and \`wayward places\`, from the start of the process to its end, in a store with
1,000,000 files and 200,000 findings.

${await benchLists(1_000_000, 200_000, join(tmpdir(), 'wayward-bench-stores'))}

## Watching

What \`wayward watch\` takes: watches of the system, resident memory, and the time until all are there; and chokidar, which
takes a watch for each file, over the same files. The kernel keeps about 1 KiB more for each watch.

${await benchWatch()}

## Delivery

${table(['what', 'measured'], Object.entries(await benchDeliver(100_000)))}
`;
writeFileSync(new URL('../docs/benchmarks.md', import.meta.url), text);
console.log(text);
