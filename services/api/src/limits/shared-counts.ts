import type { Redis } from '@feed/store/redis/redis';
import { luaScript, runScript } from '@feed/store/redis/script';

export interface Increment {
  key: string;
  amount: number;
  /** A value that the counter is known to have had: it is raised to it if Redis has forgotten. */
  floor: number;
  /** How long the counter lives after its first increment. */
  seconds: number;
}

export interface Count {
  value: number;
  /** Until the counter starts again at zero. */
  msLeft: number;
}

/** A batch keeps its number when it is sent again, and a sender counts up: Redis applies each batch once. */
export interface Batch {
  sender: string;
  number: number;
  increments: readonly Increment[];
}

/** How long Redis remembers which batch of a sender it applied last. */
const rememberSeconds = 3_600;

/**
 * Replies with pairs of a value and the milliseconds left, or with -1 for a key that holds something else. The first
 * command is the one that fails when Redis takes no writes, so that a batch is applied as a whole or not at all.
 */
const script = luaScript(`
  local number = tonumber(ARGV[1])
  local isNew = number > tonumber(redis.call('GET', KEYS[1]) or '0')
  if isNew then redis.call('SET', KEYS[1], number, 'EX', ${rememberSeconds}) end
  local reply = {}
  for i = 2, #KEYS do
    local key = KEYS[i]
    local amount, floor, life = ARGV[3 * i - 4], tonumber(ARGV[3 * i - 3]), ARGV[3 * i - 2]
    local stored = redis.pcall('GET', key)
    local value = type(stored) ~= 'table' and tonumber(stored or '0')
    if not value then
      reply[#reply + 1] = '-1 0'
    else
      local added = math.max(value, floor) - value + (isNew and tonumber(amount) or 0)
      if added > 0 then value = redis.call('INCRBY', key, added) end
      local left = redis.call('PTTL', key)
      if left < 0 then
        left = tonumber(life) * 1000
        if value > 0 then redis.call('PEXPIRE', key, left) end
      end
      reply[#reply + 1] = string.format('%d %d', value, left)
    end
  end
  return table.concat(reply, ' ')`);

/**
 * Adds to counters that all replicas share, with one command.
 * @returns the sums of all replicas, in the order of the increments; undefined for a key that is no counter. Rejects
 * with UNAVAILABLE; the batch may then have been applied all the same.
 */
export async function addShared(
  redis: Redis,
  { sender, number, increments }: Batch,
): Promise<(Count | undefined)[]> {
  const keys = [`rl:sender:${sender}`];
  const values = [String(number)];
  for (const { key, amount, floor, seconds } of increments) {
    keys.push(key);
    values.push(String(amount), String(floor), String(seconds));
  }
  const numbers = String(await runScript(redis, script, keys, values))
    .split(' ')
    .map(Number);
  return increments.map((_, i) => {
    const [value = -1, msLeft = 0] = numbers.slice(2 * i, 2 * i + 2);
    return value < 0 ? undefined : { value, msLeft };
  });
}
