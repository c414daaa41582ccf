import { connect, createServer, type Socket } from 'node:net';

/** What becomes of what a client says: it goes on, goes on later (milliseconds), or the connection is cut. */
export type Fate = 'pass' | 'cut' | number;

export interface Between extends AsyncDisposable {
  readonly port: number;
}

/** Stands between a client and a server of this machine, without TLS, and hears what the client says. */
export async function between(serverPort: number, fate: (said: string) => Fate): Promise<Between> {
  const open = new Set<Socket>();
  const relay = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    server.pipe(client);
    let before = Promise.resolve();
    client.on('data', (chunk) => {
      const what = fate(chunk.toString('latin1'));
      before = before.then(async () => {
        if (what === 'cut') client.destroy();
        else if (what !== 'pass') await new Promise((done) => setTimeout(done, what));
        server.write(chunk);
      });
    });
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const address = relay.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => relay.close(done));
    },
  };
}
