import { run } from '@feed/cli/lib/process';

export interface Container {
  name: string;
  /** Its first process, as numbered on the engine's machine. */
  pid: number;
  restarts: number;
  /** `healthy`, `unhealthy`, `starting`; `none` without a health check. */
  health: string;
  /** `NAME=value` */
  env: readonly string[];
  host: {
    Memory: number;
    NanoCpus: number;
    ReadonlyRootfs: boolean;
    CapAdd: string[] | null;
    CapDrop: string[] | null;
    SecurityOpt: string[] | null;
    RestartPolicy: { Name: string };
  };
  /** A name or a number; '' is root. */
  user: string;
}

interface Inspected {
  Name: string;
  RestartCount: number;
  State: { Pid: number; Health?: { Status: string } };
  Config: { Env: string[]; User: string };
  HostConfig: Container['host'];
}

/** The container of a service, running or not. @throws Error when there is none */
export async function inspect(project: string, service: string): Promise<Container> {
  const labels = [`project=${project}`, `service=${service}`];
  const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]);
  const { stdout: ids } = await run('docker', ['ps', '-aq', ...filters]);
  const [id] = ids.split('\n');
  if (!id) throw new Error(`There is no container of ${service}.`);
  const [found] = JSON.parse((await run('docker', ['inspect', id])).stdout) as Inspected[];
  if (!found) throw new Error(`The container of ${service} is gone.`);
  return {
    name: found.Name.slice(1),
    pid: found.State.Pid,
    restarts: found.RestartCount,
    health: found.State.Health?.Status ?? 'none',
    env: found.Config.Env,
    host: found.HostConfig,
    user: found.Config.User,
  };
}

const kill = "process.kill(Number(process.argv[1]), 'SIGKILL')";

/**
 * Kills the first process of a container, and all others with it, as a crash would. The engine does not restart a
 * container after `docker kill`. Another container sends the signal, because the engine may be on another machine.
 */
export async function crash({ pid }: Container, image: string): Promise<void> {
  const options = ['--rm', '--pid=host', '--network=none', '--user=0:0', '--entrypoint=node'];
  await run('docker', ['run', ...options, image, '-e', kill, `${pid}`]);
}
