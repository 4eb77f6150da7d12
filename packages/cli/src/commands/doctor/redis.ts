import { hostLimits } from '@feed/platform/host-limits';
import type { Redis } from '@feed/store/redis/redis';
import type { RedisInfo } from '../../lib/redis-info.js';
import { fail, megabytes, nearlyFull, ok, warn, type Finding } from './finding.js';

const oldestVersion = { major: 6, minor: 2 };

/** Milliseconds since 1970. */
export async function readClock(redis: Redis): Promise<number> {
  const [seconds, micros] = await redis.run((client) => client.sendCommand<[string, string]>(['TIME']));
  return Number(seconds) * 1000 + Number(micros) / 1000;
}

export function judgeInfo(info: RedisInfo): Finding[] {
  return [version(info), writes(info), memory(info), eviction(info), clients(info), persistence(info)];
}

function version(info: RedisInfo): Finding {
  const found = info('redis_version');
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const enough =
    major > oldestVersion.major || (major === oldestVersion.major && minor >= oldestVersion.minor);
  if (enough) return ok('redis version', found);
  return fail(
    'redis version',
    found || 'unknown',
    `use Redis ${oldestVersion.major}.${oldestVersion.minor} or later`,
  );
}

function writes(info: RedisInfo): Finding {
  if (info('role') !== 'slave') return ok('redis writes', 'accepted');
  return fail('redis writes', 'this is a replica', 'set REDIS_URL to the primary');
}

function memory(info: RedisInfo): Finding {
  const [used, limit] = [Number(info('used_memory')), Number(info('maxmemory'))];
  const check = 'redis memory';
  if (!limit) {
    const host = Math.round(hostLimits.rediscloud.memoryBytes / 1e6);
    return warn(
      check,
      `${megabytes(used)}, no limit`,
      `set maxmemory, for example to ${host}mb: without a limit Redis grows until it is killed`,
    );
  }
  const found = `${megabytes(used)} of ${megabytes(limit)}`;
  const advice =
    'lower TIMELINE_SIZE or TIMELINE_TTL_SECONDS, or raise maxmemory: a full Redis caches nothing new';
  return used >= limit * nearlyFull ? warn(check, found, advice) : ok(check, found);
}

function eviction(info: RedisInfo): Finding {
  const policy = info('maxmemory_policy');
  if (!policy.startsWith('allkeys-')) return ok('redis eviction', policy || 'unknown');
  const advice =
    'set maxmemory-policy to noeviction or volatile-lru: this one evicts the hints to workers, and tasks run late';
  return warn('redis eviction', policy, advice);
}

function clients(info: RedisInfo): Finding {
  const { connections: limit, budget } = hostLimits.rediscloud;
  const used = Number(info('connected_clients'));
  const found = `${used} of the host's ${limit}`;
  const advice = `keep below ${budget.connections}, even during a rollout: CLIENT LIST shows their owners`;
  return used > budget.connections ? warn('redis clients', found, advice) : ok('redis clients', found);
}

/** Nothing in Redis needs saving, but a Redis that is set to save and cannot rejects writes. */
function persistence(info: RedisInfo): Finding {
  const check = 'redis persistence';
  const failed = info('rdb_last_bgsave_status') === 'err' || info('aof_last_write_status') === 'err';
  const advice = 'free disk space, or turn saving off (save ""): until then Redis rejects writes';
  if (failed) return fail(check, 'the last save failed', advice);
  return ok(check, `append-only file ${info('aof_enabled') === '1' ? 'on' : 'off'}; nothing needs saving`);
}
