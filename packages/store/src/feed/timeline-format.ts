import { belowAllIds, compareIdsDescending } from '../postgres/ids.js';

/**
 * A cached timeline is a list in Redis. Its first element is a header; the others are ids in the order in which they
 * were pushed, the latest last. Redis stores each in about 10 bytes. A push that is repeated leaves an id twice.
 *
 * The header is `state:nonce:epoch:missing`:
 *
 * - `R` ready, or `B` being built: it collects what is pushed meanwhile
 * - the nonce of the builder
 * - the epoch of the feed in which it was built
 * - every candidate above this id is in the list; 0 when all are
 */
const header = /^R:\w+:(\d+):(\d+)$/;

export interface TimelineSlice {
  epoch: string;
  /** Every candidate from this id on is in the list; 0 when all are. */
  floor: string;
  /** Newest first. */
  ids: string[];
}

/** The highest id that the list may lack. */
export function missingBelow(floor: string): string {
  return floor === belowAllIds ? floor : `${BigInt(floor) - 1n}`;
}

/** @returns undefined when there is no timeline, or one that is not ready */
export function parseTimeline([first, ...pushed]: readonly string[]): TimelineSlice | undefined {
  const [, epoch, missing] = header.exec(first ?? '') ?? [];
  if (epoch === undefined || missing === undefined) return undefined;
  const floor = missing === belowAllIds ? missing : `${BigInt(missing) + 1n}`;
  return { epoch, floor, ids: inOrder(pushed).filter((id) => compareIdsDescending(id, floor) <= 0) };
}

/** Newest first, without repeats. Most lists are in order already, the oldest first, which makes sorting cheap. */
function inOrder(ids: readonly string[]): string[] {
  return ids.toSorted(compareIdsDescending).filter((id, at, sorted) => id !== sorted[at - 1]);
}
