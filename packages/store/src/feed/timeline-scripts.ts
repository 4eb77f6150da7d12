import { luaScript } from '../redis/script.js';

/**
 * Shared by the scripts below. Ids are compared as texts, because a Lua number is a double and cannot hold one; digits
 * have the same order in every locale.
 */
const common = `
local HEADER = '^(%u):(%w+):(%d+):(%d+)$'
local function above(a, b) return #a > #b or (#a == #b and a > b) end
`;

/**
 * KEYS: timeline. ARGV: nonce, seconds for building.
 * Marks a missing timeline as being built by the caller. One that another builder has begun keeps what was pushed.
 * Returns 1, or 0 when the timeline is ready.
 */
export const begin = luaScript(`${common}
local first = redis.pcall('LINDEX', KEYS[1], 0)
local state, _, _, missing = (type(first) == 'string' and first or ''):match(HEADER)
if state == 'R' then return 0 end
if state ~= 'B' then redis.call('DEL', KEYS[1]) end
local header = 'B:' .. ARGV[1] .. ':0:' .. (missing or '0')
if state == 'B' then redis.call('LSET', KEYS[1], 0, header) else redis.call('RPUSH', KEYS[1], header) end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
`);

/**
 * KEYS: timeline. ARGV: nonce, epoch, highest id that may be missing, TTL in seconds, ids newest first.
 * Adds what was pushed while it was built. Returns 1, or 0 when the key was lost or claimed by another builder.
 */
export const finish = luaScript(`${common}
local state, nonce, _, missing = (redis.call('LINDEX', KEYS[1], 0) or ''):match(HEADER)
if state ~= 'B' or nonce ~= ARGV[1] then return 0 end
-- So much may have been pushed meanwhile that the oldest was taken off again: then the higher id applies.
if above(ARGV[3], missing) then missing = ARGV[3] end
redis.call('LPOP', KEYS[1])
if #ARGV > 4 then redis.call('LPUSH', KEYS[1], unpack(ARGV, 5)) end
redis.call('LPUSH', KEYS[1], 'R:' .. nonce .. ':' .. ARGV[2] .. ':' .. missing)
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
`);

/**
 * KEYS: none, because the keys follow from the viewers, and as one text they cost a third. ARGV: the prefix of keys, the
 * viewers separated by spaces, an id, size, the length from which a timeline is trimmed, timelines to trim at most.
 * Pushes the id to every timeline that exists, and creates none. Returns how many exist.
 *
 * Trimming takes the oldest elements off a timeline and notes the highest id among them. It costs as much as twenty
 * pushes, so it is rare; and because many timelines may reach that length with the same post, one run trims only some
 * of them, the others with a later post.
 */
export const push = luaScript(`${common}
local prefix, id, size, long, trims = ARGV[1], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local function trim(key, length)
  local taken = redis.call('LPOP', key, length - size)
  local state, nonce, epoch, missing = taken[1]:match(HEADER)
  if not state then return end
  for i = 2, #taken do if above(taken[i], missing) then missing = taken[i] end end
  redis.call('LPUSH', key, table.concat({ state, nonce, epoch, missing }, ':'))
end
local existing, call = 0, redis.call
for viewer in ARGV[2]:gmatch('%d+') do
  local key = prefix .. viewer
  local length = call('RPUSHX', key, id)
  if length > 0 then existing = existing + 1 end
  if length > long and trims > 0 then
    trims = trims - 1
    trim(key, length)
  end
end
return existing
`);
