import { randomBytes } from 'node:crypto';
import { isCodedError } from '@feed/platform/errors';
import type { Redis } from '../redis/redis.js';
import { runScript } from '../redis/script.js';
import { missingBelow, parseTimeline, type TimelineSlice } from './timeline-format.js';
import { begin, finish, push } from './timeline-scripts.js';

export interface TimelineOptions {
  redis: Redis;
  /** The number of entries that a timeline keeps. */
  size: number;
  /** Entries beyond the size with which it is trimmed. Default: a tenth, and at least 32. */
  slack?: number;
  /** How long a timeline is kept after it was built. */
  ttlSeconds: number;
}

/** The claim to build a missing timeline. */
export interface Build {
  nonce: string;
}

/** The newest candidate ids of each reader: a cache that may vanish at any time. Every call may reject with UNAVAILABLE. */
export interface Timelines {
  readonly size: number;
  /** Takes one command. Whether there is a timeline, which may be in the making. */
  exists(viewerId: string): Promise<boolean>;
  /** Takes one command. Undefined when there is no timeline, or when it is being built. */
  read(viewerId: string): Promise<TimelineSlice | undefined>;
  /** Takes one command. Undefined when another builder has finished meanwhile. Candidates have to be read after it. */
  begin(viewerId: string): Promise<Build | undefined>;
  /** Takes one command. False when the timeline was lost or claimed by another builder meanwhile, which is harmless. */
  finish(viewerId: string, build: Build, timeline: TimelineSlice): Promise<boolean>;
  /**
   * Adds a row to the timelines that exist, one command for every 500 viewers. When Redis has no memory left, or holds
   * timelines in the format of another release, they are dropped instead, so that none stays without the row.
   * @returns how many exist
   */
  push(viewerIds: readonly string[], rowId: string): Promise<number>;
  drop(viewerIds: readonly string[]): Promise<void>;
}

/** Long enough for the query of a rebuild, and short enough that a dead builder is soon replaced. */
const buildSeconds = 30;
/** Redis does nothing else while a script runs. So many timelines take about 1 ms, trims included. */
const chunk = 500;
/** Trims for each timeline that grows by the slack: more than one, so that those that are late are trimmed too. */
const trimShare = 1.5;
const otherFormat = /\bWRONGTYPE\b/;
const cannotPush = /\b(OOM|WRONGTYPE)\b/;

const prefix = 'tl:';
export const timelineKey = (viewerId: string) => `${prefix}${viewerId}`;

function chunks(list: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(list.length / chunk) }, (_, at) =>
    list.slice(at * chunk, (at + 1) * chunk),
  );
}

/** Unique among all builders: random text of the process, and a count. */
function nonces(): () => string {
  const process = randomBytes(6).toString('hex');
  let count = 0;
  return () => `${process}x${(count += 1)}`;
}

/** The arguments of a push that are always the same: size, the length from which it trims, trims at most. */
function limitsOf(size: number, slack: number): string[] {
  return [size, size + slack, Math.ceil((trimShare * chunk) / slack)].map(String);
}

export function createTimelines(options: TimelineOptions): Timelines {
  const { redis, size, slack = Math.max(32, Math.ceil(size / 10)), ttlSeconds } = options;
  const nextNonce = nonces();
  const limits = limitsOf(size, slack);
  return {
    size,
    exists: async (viewerId) => (await redis.run((client) => client.exists(timelineKey(viewerId)))) === 1,
    read: async (viewerId) => {
      const list = redis.run((client) => client.lRange(timelineKey(viewerId), 0, -1));
      return parseTimeline(await list.catch(missingIfForeign));
    },
    begin: async (viewerId) => {
      const nonce = nextNonce();
      const begun = await runScript(redis, begin, [timelineKey(viewerId)], [nonce, `${buildSeconds}`]);
      return begun === 1 ? { nonce } : undefined;
    },
    finish: async (viewerId, { nonce }, { epoch, floor, ids }) => {
      const values = [nonce, epoch, missingBelow(floor), `${ttlSeconds}`, ...ids];
      return (await runScript(redis, finish, [timelineKey(viewerId)], values)) === 1;
    },
    push: async (viewerIds, rowId) => {
      const parts = chunks(viewerIds).map((part) => pushOrDrop(redis, part, rowId, limits));
      return (await Promise.all(parts)).reduce((sum, existing) => sum + existing, 0);
    },
    drop: async (viewerIds) => {
      for (const part of chunks(viewerIds)) await redis.run((client) => client.unlink(part.map(timelineKey)));
    },
  };
}

/** Redis's own message, which `run` keeps as the cause. */
function causeOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
}

function missingIfForeign(error: unknown): string[] {
  if (otherFormat.test(causeOf(error))) return [];
  throw error;
}

/** For callers that can do without Redis. */
export function unlessUnavailable(error: unknown): void {
  if (!isCodedError(error) || error.code !== 'UNAVAILABLE') throw error;
}

async function pushOrDrop(
  redis: Redis,
  viewerIds: readonly string[],
  rowId: string,
  limits: readonly string[],
): Promise<number> {
  try {
    return Number(await runScript(redis, push, [], [prefix, viewerIds.join(' '), rowId, ...limits]));
  } catch (error) {
    if (!cannotPush.test(causeOf(error))) throw error;
    await redis.run((client) => client.unlink(viewerIds.map(timelineKey)));
    return 0;
  }
}
