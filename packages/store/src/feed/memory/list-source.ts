import { belowAllIds, compareIdsDescending } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { buildTimeline } from '../build-timeline.js';
import { neverScan, scanFrom } from '../sources.js';
import { unlessUnavailable, type Timelines } from '../timelines.js';
import { unfinishedFanOuts } from '../unfinished.js';
import { decide, decideAmong, type CandidateRows, type Decided } from './decide.js';

export interface ListSourceOptions {
  database: Queryable;
  /** Without it, lists are read from Postgres alone. */
  timelines?: Timelines | undefined;
  /** Heard accounts from which on a timeline is built and used. */
  timelineFrom?: number | undefined;
}

export interface ListSource {
  /** Decides the newest entries of a home feed, at most `count`, as of any moment after the call. */
  decide(viewerId: string, count: number): Promise<Decided>;
}

/** Below this, asking each account costs less than reading the timeline; the figures are in `sources.ts`. */
const timelinePays = 64;
/** How deep into each author's rows a list reads, before it is given up. */
const breadths = [
  { times: 3, scanFrom },
  { times: 12, scanFrom: neverScan },
  { times: 48, scanFrom: neverScan },
];
/** Some candidates will not be eligible. */
const spare = (count: number): number => Math.ceil(1.25 * count) + 8;

export function createListSource(options: ListSourceOptions): ListSource {
  const { database, timelines, timelineFrom = timelinePays } = options;
  let building = false;
  /** Builds one timeline at a time, after the answer; those that are left out are built after a later read. */
  const build = async (viewerId: string): Promise<void> => {
    if (!timelines || building) return;
    building = true;
    await buildTimeline(database, timelines, viewerId).catch(() => undefined);
    building = false;
  };
  return {
    async decide(viewerId, count) {
      const decided = timelines && (await fromTimeline(database, timelines, viewerId, count));
      if (decided) return decided;
      const read = await fromPostgres(database, viewerId, count);
      if (read.heard.length >= timelineFrom) void build(viewerId);
      return read;
    },
  };
}

const isFull = ({ floor, entries }: Decided, count: number): boolean =>
  floor === belowAllIds || entries.length === count;

const isShort = ({ floor, ids }: CandidateRows, count: number): boolean =>
  floor !== belowAllIds && ids.length < count;

async function fromPostgres(database: Queryable, viewerId: string, count: number): Promise<Decided> {
  let read: Decided | undefined;
  for (const breadth of breadths) {
    read = await decide(database, viewerId, count, breadth);
    if (isFull(read, count)) break;
  }
  return read as Decided;
}

/**
 * Unfinished fan-outs are read before the timeline. A row that was committed before the call is in the timeline if its
 * fan-out was done by then; otherwise it is among the unfinished ones. In the other order, a fan-out that ends between
 * the two would be in neither.
 * @returns undefined when the list has to be read from Postgres
 */
async function fromTimeline(
  database: Queryable,
  timelines: Timelines,
  viewerId: string,
  count: number,
): Promise<Decided | undefined> {
  try {
    if (!(await timelines.exists(viewerId))) return undefined;
    const unfinished = await unfinishedFanOuts(database, viewerId);
    const timeline = unfinished && (await timelines.read(viewerId));
    if (!unfinished || !timeline || isShort(timeline, count)) return undefined;
    const candidates = newest(timeline, unfinished, spare(count));
    const decided = await decideAmong(database, viewerId, count, candidates);
    if (decided.epoch !== timeline.epoch) await timelines.drop([viewerId]);
    else if (isFull(decided, count)) return decided;
  } catch (error) {
    unlessUnavailable(error);
  }
  return undefined;
}

/** As many of the timeline's ids as are needed, and what it may lack. */
function newest({ ids, floor }: CandidateRows, unfinished: readonly string[], count: number): CandidateRows {
  const taken = ids.slice(0, count);
  const from = ids.length > count ? (taken.at(-1) ?? floor) : floor;
  return { ids: [...taken, ...unfinished.filter((id) => compareIdsDescending(id, from) <= 0)], floor: from };
}
