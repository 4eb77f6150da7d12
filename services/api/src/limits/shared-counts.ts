import type { Redis } from '@feed/store/redis/redis';
import { luaScript, runScript } from '@feed/store/redis/script';

export interface Increment {
  key: string;
  amount: number;
  /** A value that the counter is known to have had: it is raised to it if Redis has forgotten. */
  floor: number;
  /** How long the counter lives after its first increment. */
  seconds: number;
  /** When the counter exceeds it, the increments after this one are not made. */
  limit: number;
}

export interface Count {
  value: number;
  /** Until the counter starts again at zero. */
  secondsLeft: number;
}

/** Replies with pairs of a value and the milliseconds left. */
const script = luaScript(`
  local reply = {}
  for i, key in ipairs(KEYS) do
    local amount, floor = tonumber(ARGV[4 * i - 3]), tonumber(ARGV[4 * i - 2])
    local life, limit = tonumber(ARGV[4 * i - 1]) * 1000, tonumber(ARGV[4 * i])
    local value = tonumber(redis.call('GET', key) or '0')
    local added = math.max(value, floor) - value + amount
    if added > 0 then value = redis.call('INCRBY', key, added) end
    local left = redis.call('PTTL', key)
    if left < 0 then
      left = life
      if value > 0 then redis.call('PEXPIRE', key, life) end
    end
    reply[#reply + 1] = string.format('%d %d', value, left)
    if value > limit then break end
  end
  return table.concat(reply, ' ')`);

/**
 * Increments counters that all replicas share, with one command.
 * @returns a count for each increment that was made, in their order. Rejects with UNAVAILABLE.
 */
export async function incrementShared(redis: Redis, increments: readonly Increment[]): Promise<Count[]> {
  const keys = increments.map(({ key }) => key);
  const values = increments.flatMap(({ amount, floor, seconds, limit }) =>
    [amount, floor, seconds, limit].map(String),
  );
  const numbers = String(await runScript(redis, script, keys, values))
    .split(' ')
    .map(Number);
  const counts: Count[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2)
    counts.push({ value: numbers[i] ?? 0, secondsLeft: Math.ceil((numbers[i + 1] ?? 0) / 1000) });
  return counts;
}
