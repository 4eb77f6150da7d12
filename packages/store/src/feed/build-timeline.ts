import { largestId } from '../postgres/ids.js';
import type { Queryable } from '../postgres/queryable.js';
import { candidatesBelow } from './candidates.js';
import type { TimelineSlice } from './timeline-format.js';
import { unlessUnavailable, type Timelines } from './timelines.js';

/**
 * Builds a missing timeline for those who read next. Rejects with UNAVAILABLE when Redis cannot even be told that it is
 * being built.
 * @returns what it has, or undefined when another builder has finished
 */
export async function buildTimeline(
  q: Queryable,
  timelines: Timelines,
  viewerId: string,
): Promise<TimelineSlice | undefined> {
  const claim = await timelines.begin(viewerId);
  if (!claim) return undefined;
  const built = await candidatesBelow(q, viewerId, largestId, timelines.size);
  await timelines.finish(viewerId, claim, built).catch(unlessUnavailable);
  return built;
}
