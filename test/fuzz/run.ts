import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

/**
 * `npm run fuzz -- --times 200 --seconds 600 --seed 1 --only sqlite`: breaks every fixture of every format so many times.
 * What it finds is told with its seed; the same numbers give the same files.
 */
const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '1800' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '2' },
  },
});
const result = await fuzz({
  times: Number(values.times),
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  only: values.only,
  workers: Number(values.workers),
});
for (const [outcome, count] of [...result.outcomes].sort((a, b) => b[1] - a[1]))
  console.log(`${count}`.padStart(7), outcome);
console.log(
  `${result.cases} cases of ${result.files} files${result.whole ? '' : ', the time was up'}, ${result.failures.length} failed`,
);
for (const { file, other, seed, outcome } of result.failures.slice(0, 50))
  console.log(`${outcome}\n    ${file} seed ${seed} with ${other}`);
process.exitCode = result.failures.length === 0 ? 0 : 1;
