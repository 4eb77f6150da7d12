import { luaScript } from '../redis/script.js';

/**
 * Shared by the scripts below. Ids are compared as two 32-bit halves: a Lua number is a double and cannot hold one,
 * and comparing strings follows the server's locale. Values are written whole, because APPEND and SETRANGE make Redis
 * reserve twice the memory.
 */
const common = `
local HEADER, WIDTH = 25, 8
local function halves(s, at) return struct.unpack('>I4I4', s, at) end
local function newer(s, at, hi, lo)
  local h, l = halves(s, at)
  return h > hi or (h == hi and l > lo)
end
-- Byte position of the first entry that is not newer than the id.
local function seek(s, hi, lo)
  local low, high = 0, (#s - HEADER) / WIDTH
  while low < high do
    local middle = math.floor((low + high) / 2)
    if newer(s, HEADER + 1 + middle * WIDTH, hi, lo) then low = middle + 1 else high = middle end
  end
  return HEADER + 1 + low * WIDTH
end
local function trimmed(s, size)
  local most = HEADER + size * WIDTH
  if #s <= most then return s end
  s = s:sub(1, most)
  return s:sub(1, 17) .. s:sub(most - WIDTH + 1, most) .. s:sub(HEADER + 1)
end
-- The value with the id in its place, or nil when nothing changes.
local function inserted(s, id, size)
  local hi, lo = halves(id, 1)
  local at = seek(s, hi, lo)
  if s:sub(at, at + WIDTH - 1) == id then return nil end
  local floor_hi, floor_lo = halves(s, 18)
  if hi < floor_hi or (hi == floor_hi and lo < floor_lo) then return nil end
  return trimmed(s:sub(1, at - 1) .. id .. s:sub(at), size)
end
`;

/**
 * KEYS: timeline. ARGV: nonce, seconds for building, the id to begin below or '', entries wanted.
 * Returns header and entries, with one byte before them: `1` when the list ends with them. Returns nil when there is
 * no timeline yet; the caller has then begun to build it, with its nonce in the header.
 */
export const readOrBegin = luaScript(`${common}
local value = redis.call('GET', KEYS[1])
if not value or value:sub(1, 1) ~= 'R' then
  local blank = 'B' .. ARGV[1] .. string.rep('\\0', 16)
  redis.call('SET', KEYS[1], value and ('B' .. ARGV[1] .. value:sub(10)) or blank, 'EX', ARGV[2])
  return nil
end
local from = HEADER + 1
if ARGV[3] ~= '' then
  local hi, lo = halves(ARGV[3], 1)
  from = seek(value, hi, lo)
  if value:sub(from, from + WIDTH - 1) == ARGV[3] then from = from + WIDTH end
end
local to = from + tonumber(ARGV[4]) * WIDTH - 1
return (to >= #value and '1' or '0') .. value:sub(1, HEADER) .. value:sub(from, to)
`);

/**
 * KEYS: timeline. ARGV: nonce, epoch, floor, ids newest first, size, TTL in seconds.
 * Adds what was pushed while it was built. Returns 1, or 0 when the key was lost or claimed by another builder.
 */
export const finish = luaScript(`${common}
local value = redis.call('GET', KEYS[1])
if not value or value:sub(1, 9) ~= 'B' .. ARGV[1] then return 0 end
local size = tonumber(ARGV[5])
-- So much may have been pushed meanwhile that the value has a floor of its own: the higher one applies.
local hi, lo = halves(ARGV[3], 1)
local floor = newer(value, 18, hi, lo) and value:sub(18, HEADER) or ARGV[3]
local built = 'R' .. ARGV[1] .. ARGV[2] .. floor .. ARGV[4]
for at = HEADER + 1, #value, WIDTH do
  built = inserted(built, value:sub(at, at + WIDTH - 1), size) or built
end
redis.call('SET', KEYS[1], trimmed(built, size), 'EX', ARGV[6])
return 1
`);

/**
 * KEYS: timelines. ARGV: size, then ids. Inserts every id into every timeline that exists, and creates none.
 * Returns how many timelines exist.
 */
export const push = luaScript(`${common}
local size, existing = tonumber(ARGV[1]), 0
for _, key in ipairs(KEYS) do
  local value = redis.call('GET', key)
  if value then
    existing = existing + 1
    local changed = value
    for i = 2, #ARGV do changed = inserted(changed, ARGV[i], size) or changed end
    if changed ~= value then redis.call('SET', key, changed, 'KEEPTTL') end
  end
end
return existing
`);
