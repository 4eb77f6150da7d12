import { randomBytes } from 'node:crypto';
import type { Redis } from '../redis/redis.js';
import { runScript } from '../redis/script.js';
import { packId, packIds, unpackSlice, type TimelineSlice } from './timeline-format.js';
import { finish, push, readOrBegin } from './timeline-scripts.js';

export interface TimelineOptions {
  redis: Redis;
  /** The maximum number of entries. */
  size: number;
  /** How long a timeline is kept after it was built. */
  ttlSeconds: number;
}

/** The reader's claim to build a missing timeline. */
export interface Build {
  nonce: Buffer;
}

export type TimelineRead =
  | ({ found: true; /** The cached list ends with these ids. */ exhausted: boolean } & TimelineSlice)
  | { found: false; build: Build };

/** The newest candidate ids of each reader: a cache that may vanish at any time. Every call may reject with UNAVAILABLE. */
export interface Timelines {
  /** The maximum number of entries. */
  readonly size: number;
  /** Takes one command. @param after the id to begin below. @param count the maximum number of ids */
  read(viewerId: string, after: string | undefined, count: number): Promise<TimelineRead>;
  /** Takes one command. False when the timeline was lost or claimed by another builder meanwhile, which is harmless. */
  finish(viewerId: string, build: Build, timeline: TimelineSlice): Promise<boolean>;
  /**
   * Adds rows to the timelines that exist, one command for every 500. When Redis has no memory left they are dropped
   * instead, so that none stays without the rows.
   * @returns how many exist
   */
  push(viewerIds: readonly string[], rowIds: readonly string[]): Promise<number>;
  drop(viewerIds: readonly string[]): Promise<void>;
}

/** Long enough for the query of a rebuild, and short enough that a dead builder is soon replaced. */
const buildSeconds = '30';
/** A script blocks Redis while it runs: this many timelines take about 10 ms. */
const chunk = 500;
const outOfMemory = /\bOOM\b/;

export const timelineKey = (viewerId: string) => `tl:${viewerId}`;

function* chunks<T>(list: readonly T[]): Generator<T[]> {
  for (let at = 0; at < list.length; at += chunk) yield list.slice(at, at + chunk);
}

/** Unique among all builders: random bytes of the process, and a count. */
function nonces(): () => Buffer {
  const prefix = randomBytes(4);
  let count = 0;
  return () => {
    const nonce = Buffer.allocUnsafe(8);
    prefix.copy(nonce);
    count = (count + 1) >>> 0;
    nonce.writeUInt32BE(count, 4);
    return nonce;
  };
}

export function createTimelines({ redis, size, ttlSeconds }: TimelineOptions): Timelines {
  const nextNonce = nonces();
  return {
    size,
    read: async (viewerId, after, count) => {
      const nonce = nextNonce();
      const below = after === undefined ? '' : packId(after);
      const values = [nonce, buildSeconds, below, `${count}`];
      const reply = await runScript(redis, readOrBegin, [timelineKey(viewerId)], values);
      if (!Buffer.isBuffer(reply)) return { found: false, build: { nonce } };
      return { found: true, exhausted: reply[0] === 0x31, ...unpackSlice(reply.subarray(1)) };
    },
    finish: async (viewerId, { nonce }, { epoch, floor, ids }) => {
      const values = [nonce, packId(epoch), packId(floor), packIds(ids), `${size}`, `${ttlSeconds}`];
      return (await runScript(redis, finish, [timelineKey(viewerId)], values)) === 1;
    },
    push: async (viewerIds, rowIds) => {
      let existing = 0;
      const values = [`${size}`, ...rowIds.map(packId)];
      for (const part of chunks(viewerIds))
        existing += await pushOrDrop(redis, part.map(timelineKey), values);
      return existing;
    },
    drop: async (viewerIds) => {
      for (const part of chunks(viewerIds)) await redis.run((client) => client.unlink(part.map(timelineKey)));
    },
  };
}

async function pushOrDrop(redis: Redis, keys: string[], values: (string | Buffer)[]): Promise<number> {
  try {
    return Number(await runScript(redis, push, keys, values));
  } catch (error) {
    if (!(error instanceof Error && error.cause instanceof Error)) throw error;
    if (!outOfMemory.test(error.cause.message)) throw error;
    await redis.run((client) => client.unlink(keys));
    return 0;
  }
}
