import { spawnSync } from 'node:child_process';

const answerMs = 5_000;

/** Undefined when an engine answers and Compose is there, else what is missing. */
export function dockerProblem(): string | undefined {
  const engine = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], {
    encoding: 'utf8',
    timeout: answerMs,
  });
  if (engine.error !== undefined)
    return 'code' in engine.error && engine.error.code === 'ENOENT'
      ? 'Docker is not installed'
      : 'the Docker engine does not answer';
  if (engine.status !== 0 || engine.stdout.trim() === '') return 'the Docker engine does not answer';
  const compose = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore', timeout: answerMs });
  return compose.status === 0 ? undefined : 'the Compose plugin of Docker is missing';
}
