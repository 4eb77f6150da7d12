import { CodedError } from '@feed/platform/errors';
import { isReady, until } from '@feed/cli/system/readiness';
import { docker } from './docker.js';
import type { Sandbox } from './sandbox.js';

const readyMs = 180_000;
const drainMs = 60_000;
const graceSeconds = 30;

/** Just enough of SMTP to accept mails and drop them. */
const mailSink = `
  require('net').createServer((socket) => {
    let mail = false;
    let end = '';
    const say = (line) => socket.write(line + '\\r\\n');
    say('220 sink');
    socket.on('error', () => undefined).on('data', (chunk) => {
      const text = chunk.toString();
      // The end of a mail may come in several chunks.
      end = (end + text).slice(-5);
      if (mail) return end === '\\r\\n.\\r\\n' && ((mail = false), say('250 taken'));
      mail = /^DATA/i.test(text);
      say(mail ? '354 go on' : /^QUIT/i.test(text) ? '221 bye' : '250 ok');
    });
  }).listen(1025);`;

const unfinished = `SELECT (SELECT count(*) FROM events WHERE dispatched_at IS NULL) + count(*) FROM tasks
  WHERE state IN ('running', 'dead') OR (state = 'pending' AND (run_after <= now() OR attempts > 0))`;

export const settings = {
  DATABASE_URL: 'postgres://postgres:smoke@postgres:5432/feed',
  REDIS_URL: 'redis://redis:6379',
  SMTP_URL: 'smtp://mail:1025',
};

/** Starts what the services need. @returns the container of Postgres */
export async function startSurroundings(sandbox: Sandbox, api: string): Promise<string> {
  sandbox.start('redis', { image: 'redis:7-alpine', command: ['redis-server', '--save', ''] });
  sandbox.start('mail', { image: api, flags: ['--no-healthcheck'], command: ['node', '-e', mailSink] });
  const postgres = sandbox.start('postgres', {
    image: 'postgres:17-alpine',
    env: { POSTGRES_PASSWORD: 'smoke', POSTGRES_DB: 'feed', POSTGRES_INITDB_ARGS: '--no-sync' },
    // Its data does not have to survive a power failure.
    command: ['postgres', '-c', 'fsync=off'],
  });
  await until(
    () => succeeds(['exec', postgres, 'pg_isready', '-h', '127.0.0.1', '-d', 'feed']),
    readyMs,
    () => wrong('Postgres did not start'),
  );
  return postgres;
}

/** Brings the schema up to date with the program that every service's image carries. @throws CodedError when that fails */
export function migrate(sandbox: Sandbox, image: string, flags: readonly string[]): void {
  const command = ['node', 'packages/store/dist/schema/main.js', 'migrate'];
  const container = sandbox.start('migrate', { image, env: settings, flags, command });
  if (docker(['wait', container]) !== '0') throw wrong(`the migration failed:\n${tail(container)}`);
}

/** Waits for `/readyz` on a port of this machine, and checks `/livez` as well. */
export async function expectReady(container: string, port: number): Promise<void> {
  await until(
    () => isReady(port),
    readyMs,
    () => wrong(`it did not become ready:\n${tail(container)}`),
  );
  const { status } = await fetch(`http://127.0.0.1:${port}/livez`);
  if (status !== 200) throw wrong(`/livez responded with ${status}`);
}

/** Waits until no task is due, running or failed. */
export async function expectDrained(postgres: string): Promise<void> {
  const count = (sql: string): number =>
    Number(docker(['exec', postgres, 'psql', '-U', 'postgres', '-d', 'feed', '-Atc', sql]));
  await until(
    async () => count(unfinished) === 0,
    drainMs,
    () => wrong(`${count(unfinished)} tasks are not done`),
  );
  if (count(`SELECT count(*) FROM tasks WHERE state = 'done'`) === 0) throw wrong('no task was run');
}

/** Stops a container as orchestrators do, and expects it to exit on its own with 0. */
export function expectCleanEnd(container: string): void {
  docker(['stop', '--time', `${graceSeconds}`, container]);
  const code = docker(['inspect', '--format', '{{.State.ExitCode}}', container]);
  if (code !== '0') throw wrong(`after SIGTERM it exited with ${code}:\n${tail(container)}`);
}

async function succeeds(args: readonly string[]): Promise<boolean> {
  try {
    return docker(args) !== undefined;
  } catch {
    return false;
  }
}

const tail = (container: string): string => docker(['logs', '--tail', '20', container]);
const wrong = (what: string): CodedError => new CodedError('INTERNAL', what);
