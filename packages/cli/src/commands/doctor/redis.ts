import { hostLimits } from '@feed/platform/host-limits';
import type { Redis } from '@feed/store/redis/redis';
import { fail, megabytes, nearlyFull, ok, warn, type Finding } from './finding.js';

/** The fields of INFO by name; one that the server does not tell is an empty text. */
export type Info = (name: string) => string;

const oldest = { major: 6, minor: 2 };

export async function readInfo(redis: Redis): Promise<Info> {
  const text = await redis.run((client) => client.info());
  const fields = new Map(
    [...text.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return (name) => fields.get(name) ?? '';
}

export async function readClock(redis: Redis): Promise<number> {
  const [seconds, micros] = await redis.run((client) => client.sendCommand<[string, string]>(['TIME']));
  return Number(seconds) * 1000 + Number(micros) / 1000;
}

export function judgeInfo(info: Info): Finding[] {
  return [version(info), writes(info), memory(info), eviction(info), clients(info), persistence(info)];
}

function version(info: Info): Finding {
  const found = info('redis_version');
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const enough = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
  if (enough) return ok('redis version', found);
  return fail('redis version', found || 'unknown', `use Redis ${oldest.major}.${oldest.minor} or later`);
}

function writes(info: Info): Finding {
  if (info('role') !== 'slave') return ok('redis writes', 'accepted');
  return fail('redis writes', 'this is a replica', 'let REDIS_URL name the primary');
}

function memory(info: Info): Finding {
  const [used, limit] = [Number(info('used_memory')), Number(info('maxmemory'))];
  const check = 'redis memory';
  if (!limit) {
    const host = Math.round(hostLimits.rediscloud.memoryBytes / 1e6);
    return warn(
      check,
      `${megabytes(used)}, no limit`,
      `set maxmemory, such as ${host}mb: else it grows until it is killed`,
    );
  }
  const found = `${megabytes(used)} of ${megabytes(limit)}`;
  const advice =
    'lower TIMELINE_SIZE or TIMELINE_TTL_SECONDS, or give it more: a full Redis caches nothing new';
  return used >= limit * nearlyFull ? warn(check, found, advice) : ok(check, found);
}

function eviction(info: Info): Finding {
  const policy = info('maxmemory_policy');
  if (!policy.startsWith('allkeys-')) return ok('redis eviction', policy || 'unknown');
  const advice =
    'set maxmemory-policy to noeviction or volatile-lru: this one evicts the wake-ups of tasks, which then come late';
  return warn('redis eviction', policy, advice);
}

function clients(info: Info): Finding {
  const { connections: limit, budget } = hostLimits.rediscloud;
  const used = Number(info('connected_clients'));
  const found = `${used} of the host's ${limit}`;
  const advice = `keep below ${budget.connections}, a rollout included: see CLIENT LIST for who they are`;
  return used > budget.connections ? warn('redis clients', found, advice) : ok('redis clients', found);
}

/** Nothing in Redis has to be kept. But where it tries to and cannot, it refuses writes. */
function persistence(info: Info): Finding {
  const check = 'redis persistence';
  const failed = info('rdb_last_bgsave_status') === 'err' || info('aof_last_write_status') === 'err';
  const advice = 'give it disk space, or turn saving off (save ""): it refuses writes meanwhile';
  if (failed) return fail(check, 'the last save failed', advice);
  return ok(
    check,
    `append-only file ${info('aof_enabled') === '1' ? 'on' : 'off'}; nothing in it needs keeping`,
  );
}
