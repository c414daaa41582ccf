import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificates {
  /** Files, as a configuration names them. */
  readonly ca: string;
  readonly client: { readonly cert: string; readonly key: string };
  /** For `localhost` and 127.0.0.1. */
  readonly server: { readonly cert: Buffer; readonly key: Buffer };
  /** Of the same authority, for another name. */
  readonly stranger: { readonly cert: Buffer; readonly key: Buffer };
}

/** An authority of our own and what it signed, made anew with openssl: nothing secret stands in the repository. */
export function makeCertificates(dir: string): Certificates {
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  run('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test authority');
  const sign = (name: string, alternatives: string, usage: string) => {
    writeFileSync(join(dir, `${name}.ext`), `subjectAltName=${alternatives}\nextendedKeyUsage=${usage}\n`);
    run('req', ...ec, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    run(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-out', `${name}.pem`, '-days', '2', '-extfile', `${name}.ext`],
    );
    const [cert, key] = [join(dir, `${name}.pem`), join(dir, `${name}.key`)];
    return { files: { cert, key }, cert: readFileSync(cert), key: readFileSync(key) };
  };
  return {
    ca: join(dir, 'ca.pem'),
    server: sign('server', 'DNS:localhost,IP:127.0.0.1', 'serverAuth'),
    stranger: sign('stranger', 'DNS:elsewhere.example', 'serverAuth'),
    client: sign('client', 'DNS:agent.example', 'clientAuth').files,
  };
}
