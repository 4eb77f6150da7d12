import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import { freePort } from '@feed/local-servers/free-port';
import { unprivilegedUser } from '@feed/local-servers/unprivileged-user';

export interface TlsServer {
  /** The address of a database, by a name that the server's certificate has. */
  readonly url: string;
  /** The certificate that signed itself, which is the authority. */
  readonly caFile: string;
  /** The certificate of another authority. */
  readonly otherCaFile: string;
  stop(): Promise<void>;
}

export const hasOpenssl = (): boolean => spawnSync('openssl', ['version']).status === 0;

function selfSigned(folder: string, name: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', cert];
  const { status, stderr } = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      ...subject,
      ...files,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`openssl failed: ${stderr}`);
  return { cert, key };
}

/** Starts a Postgres that offers TLS, with a certificate that only `caFile` proves. */
export async function startTlsServer(): Promise<TlsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-tls-'));
  chmodSync(folder, 0o755);
  const own = selfSigned(folder, 'own');
  const other = selfSigned(folder, 'other');
  const user = unprivilegedUser();
  if (user) for (const file of [own.cert, own.key]) chownSync(file, user.uid, user.gid);
  chmodSync(own.key, 0o600);
  const server = await startEmbeddedPostgres({
    directory: join(folder, 'postgres'),
    port: await freePort(),
    password: 'test',
    settings: ['fsync=off', 'ssl=on', `ssl_cert_file=${own.cert}`, `ssl_key_file=${own.key}`],
  });
  return {
    url: server.url.replace('127.0.0.1', 'localhost'),
    caFile: own.cert,
    otherCaFile: other.cert,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
