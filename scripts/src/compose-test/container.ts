import { docker } from './docker.js';

export interface Container {
  name: string;
  /** Of its first process, as the engine's machine counts. */
  pid: number;
  restarts: number;
  /** `healthy`, `unhealthy`, `starting`; `none` where nothing is checked. */
  health: string;
  /** The environment, `NAME=value`. */
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
  /** As a name or a number; '' is root. */
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
  const label = (name: string, value: string): string[] => [
    '--filter',
    `label=com.docker.compose.${name}=${value}`,
  ];
  const ids = await docker(['ps', '-aq', ...label('project', project), ...label('service', service)]);
  const [id] = ids.split('\n');
  if (!id) throw new Error(`There is no container of ${service}.`);
  const [found] = JSON.parse(await docker(['inspect', id])) as Inspected[];
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
 * Kills the first process of a container, and all others with it, as a crash would. `docker kill` would not do: what is
 * ended through the engine is not started again. From a container it works wherever the engine's machine is.
 */
export async function crash({ pid }: Container, image: string): Promise<void> {
  const options = ['--rm', '--pid=host', '--network=none', '--user=0:0', '--entrypoint=node'];
  await docker(['run', ...options, image, '-e', kill, `${pid}`]);
}
