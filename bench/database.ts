import { parseArgs } from 'node:util';
import { serverWithCustomers } from './lib/load.ts';
import { measure, median, table } from './lib/measure.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '5000000' },
    data: { type: 'string', default: 'bench/.data/database' },
    rounds: { type: 'string', default: '3' },
  },
});
const rows = Number(values.rows);
for (const kind of ['postgres', 'mysql'] as const) {
  const t = performance.now();
  await using server = await serverWithCustomers(values.data, kind, rows);
  console.log(kind, server.version, 'ready after', ((performance.now() - t) / 1000).toFixed(1));
  const [program = '', ...args] = server.client;
  const more =
    kind === 'postgres'
      ? ['-c', 'COPY (SELECT * FROM customers) TO STDOUT']
      : ['--quick', 'shop', '-e', 'SELECT * FROM customers'];
  const runs = [];
  for (let i = 0; i < Number(values.rounds); i++) {
    const m = await measure(program, [...args, ...more]);
    runs.push(m.seconds);
    console.log(m, rows / m.seconds);
  }
  console.log(table(['x'], [[String(rows / median(runs))]]));
}
