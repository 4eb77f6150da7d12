import { spawnSync } from 'node:child_process';

const timeoutMs = 5_000;

/** Says what is missing for Docker Compose; undefined when nothing is. */
export function dockerProblem(): string | undefined {
  const engine = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], {
    encoding: 'utf8',
    timeout: timeoutMs,
  });
  if (engine.error !== undefined)
    return 'code' in engine.error && engine.error.code === 'ENOENT'
      ? 'Docker is not installed'
      : 'the Docker engine does not respond';
  if (engine.status !== 0 || engine.stdout.trim() === '') return 'the Docker engine does not respond';
  const compose = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore', timeout: timeoutMs });
  return compose.status === 0 ? undefined : "Docker's Compose plugin is missing";
}
