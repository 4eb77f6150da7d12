import { hostLimits } from '@feed/platform/host-limits';
import { containerOf, one, podOf, quantity, type Manifest } from '../manifest.js';

/** A limit, its value in the manifests, and what the host grants. */
type Comparison = readonly [what: string, found: unknown, granted: unknown];

const { pythonanywhere, supabase, rediscloud, render } = hostLimits;

/** @returns a line for each difference between the free-tier overlay and the limits of its hosts */
export const hostDifferences = (manifests: readonly Manifest[]): string[] =>
  [...services(manifests), ...postgres(manifests), ...redis(manifests)]
    .filter(([, found, granted]) => found !== granted)
    .map(([what, found, granted]) => `${what} is ${String(found)}, and ${String(granted)} on the host`)
    .concat(connections(manifests));

function services(manifests: readonly Manifest[]): Comparison[] {
  const [api, worker] = [one(manifests, 'Deployment', 'api'), one(manifests, 'Deployment', 'worker')];
  const disk = quantity(containerOf(api).resources?.limits?.['ephemeral-storage']);
  return [
    ['api replicas', api.spec?.replicas, pythonanywhere.webWorkers],
    ...limits('api', api, pythonanywhere.budget.cpu, pythonanywhere.budget.residentBytes),
    ['api disk', disk, pythonanywhere.diskBytes],
    ['api pool', poolOf(manifests, 'api'), supabase.budget.apiPool],
    ['worker replicas', worker.spec?.replicas, render.instances],
    ...limits('worker', worker, render.cpu, render.memoryBytes),
    ['worker grace', podOf(worker).terminationGracePeriodSeconds, render.stopGraceSeconds],
    ['worker pool', poolOf(manifests, 'worker'), supabase.budget.workerPool],
  ];
}

function postgres(manifests: readonly Manifest[]): Comparison[] {
  const set = one(manifests, 'StatefulSet', 'postgres');
  const claims = set.spec?.volumeClaimTemplates ?? [];
  const storage = (name: string) =>
    quantity(claims.find(({ metadata }) => metadata.name === name)?.spec.resources.requests.storage);
  const settings = containerOf(set).args ?? [];
  return [
    ['postgres replicas', set.spec?.replicas, supabase.instances],
    ...limits('postgres', set, supabase.budget.cpu, supabase.memoryBytes),
    ['postgres storage', storage('data'), supabase.databaseBytes],
    ['postgres log storage', storage('wal'), supabase.budget.walBytes],
    ['postgres connections', settings.includes(`max_connections=${supabase.connections}`), true],
  ];
}

function redis(manifests: readonly Manifest[]): Comparison[] {
  const deployment = one(manifests, 'Deployment', 'redis');
  const args = containerOf(deployment).args ?? [];
  const flag = (name: string) => args[args.indexOf(`--${name}`) + 1];
  const { budget } = rediscloud;
  return [
    ['redis replicas', deployment.spec?.replicas, rediscloud.instances],
    ...limits('redis', deployment, budget.cpu, budget.residentBytes),
    ['redis maxmemory', Number(flag('maxmemory')), rediscloud.memoryBytes],
    ['redis maxclients', Number(flag('maxclients')), rediscloud.connections],
    ['redis maxmemory-policy', flag('maxmemory-policy'), budget.evictionPolicy],
    ['redis save', flag('save') !== '', rediscloud.persistence],
    ['redis appendonly', flag('appendonly') !== 'no', rediscloud.persistence],
  ];
}

/** For every container of the pod: they run one after another, and none may have more than the host. */
function limits(name: string, manifest: Manifest, cpu: number, memory: number): Comparison[] {
  const { initContainers = [], containers } = podOf(manifest);
  return [...initContainers, ...containers].flatMap(({ name: container, resources }): Comparison[] => [
    [`${name} CPU of ${container}`, quantity(resources?.limits?.['cpu']), cpu],
    [`${name} memory of ${container}`, quantity(resources?.limits?.['memory']), memory],
  ]);
}

const poolOf = (manifests: readonly Manifest[], name: string): number =>
  Number(one(manifests, 'ConfigMap', name).data?.['DATABASE_POOL_MAX']);

/** During a rollout the old and the new pods have connections at the same time. */
function connections(manifests: readonly Manifest[]): string[] {
  const most = ['api', 'worker'].reduce((sum, name) => {
    const { replicas = 1, strategy } = one(manifests, 'Deployment', name).spec ?? {};
    const pods = replicas + (strategy?.rollingUpdate?.maxSurge ?? 0);
    return sum + pods * (poolOf(manifests, name) + supabase.budget.watchConnections);
  }, 0);
  const granted = supabase.budget.connections;
  return most > granted ? [`a rollout takes ${most} connections, of ${granted}`] : [];
}
