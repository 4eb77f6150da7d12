import { belowAllIds, compareIdsDescending } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { createTogether, type Together } from '../../postgres/together.js';
import { buildTimeline } from '../build-timeline.js';
import { neverScan, scanFrom } from '../sources.js';
import { unlessUnavailable, type Timelines } from '../timelines.js';
import { unfinishedFanOuts, type Unfinished } from '../unfinished.js';
import { decide, decideAmong, type Ask, type CandidateRows, type Decided } from './decide.js';

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
/** Lists that one statement decides at most: the first waits for the last. */
const maxTogether = 16;
/** Some candidates will not be eligible. */
const spare = (count: number): number => Math.ceil(1.25 * count) + 8;

export function createListSource(options: ListSourceOptions): ListSource {
  const { database, timelines, timelineFrom = timelinePays } = options;
  const amongTimelines = timelines && together((asks) => decideAmongTimelines(database, timelines, asks));
  // A list that needs another breadth does not delay those that do not.
  const pulls = breadths.map((breadth) => together((asks) => decide(database, asks, breadth)));
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
      const ask = { viewerId, count };
      if (timelines && amongTimelines && (await exists(timelines, viewerId))) {
        const decided = await amongTimelines(ask, Infinity);
        if (decided) return decided;
      }
      const read = await pull(pulls, ask);
      if (read.heard.length >= timelineFrom) void build(viewerId);
      return read;
    },
  };
}

/** The reads that callers share belong to none of them, and the limits of Postgres bound them. */
const together = <Result>(run: (asks: readonly Ask[]) => Promise<Result[]>): Together<Ask, Result> =>
  createTogether({ max: maxTogether, run, mayRepeat: () => false });

const isFull = ({ floor, entries }: Decided, count: number): boolean =>
  floor === belowAllIds || entries.length === count;

const isShort = ({ floor, ids }: CandidateRows, count: number): boolean =>
  floor !== belowAllIds && ids.length < count;

async function exists(timelines: Timelines, viewerId: string): Promise<boolean> {
  return (await timelines.exists(viewerId).catch(unlessUnavailable)) ?? false;
}

async function pull(pulls: readonly Together<Ask, Decided>[], ask: Ask): Promise<Decided> {
  let read: Decided | undefined;
  for (const decideTogether of pulls) {
    read = await decideTogether(ask, Infinity);
    if (isFull(read, ask.count)) break;
  }
  return read as Decided;
}

/**
 * Unfinished fan-outs are read before the timelines. A row that was committed before the call is in a timeline if its
 * fan-out was done by then; otherwise it is among the unfinished ones. In the other order, a fan-out that ends between
 * the two would be in neither.
 * @returns for each of `asks`, undefined when the list has to be read from Postgres
 */
async function decideAmongTimelines(
  database: Queryable,
  timelines: Timelines,
  asks: readonly Ask[],
): Promise<(Decided | undefined)[]> {
  const unfinished = await unfinishedFanOuts(database);
  const ready = unfinished ? await withCandidates(timelines, unfinished, asks) : [];
  if (ready.length === 0) return asks.map(() => undefined);
  const decided = new Map<Ask, Decided>();
  for (const [at, { epoch, ...feed }] of (await decideAmong(database, ready)).entries()) {
    const { ask, count, viewerId, timeline } = ready[at] as Ready;
    if (epoch !== timeline.epoch) await timelines.drop([viewerId]).catch(unlessUnavailable);
    else if (isFull(feed, count)) decided.set(ask, feed);
  }
  return asks.map((ask) => decided.get(ask));
}

interface Ready extends Ask, CandidateRows {
  readonly ask: Ask;
  readonly timeline: CandidateRows & { epoch: string };
}

/** Those of `asks` whose timelines suffice. */
async function withCandidates(
  timelines: Timelines,
  { posts, followers }: Unfinished,
  asks: readonly Ask[],
): Promise<Ready[]> {
  const read = asks.map(async (ask): Promise<Ready | undefined> => {
    if (followers.has(ask.viewerId)) return undefined;
    const timeline = (await timelines.read(ask.viewerId).catch(unlessUnavailable)) ?? undefined;
    if (!timeline || isShort(timeline, ask.count)) return undefined;
    return { ...ask, ...newest(timeline, posts, spare(ask.count)), ask, timeline };
  });
  return (await Promise.all(read)).filter((ready) => ready !== undefined);
}

/** As many of the timeline's ids as are needed, and what it may lack. */
function newest({ ids, floor }: CandidateRows, unfinished: readonly string[], count: number): CandidateRows {
  const taken = ids.slice(0, count);
  const from = ids.length > count ? (taken.at(-1) ?? floor) : floor;
  return { ids: [...taken, ...unfinished.filter((id) => compareIdsDescending(id, from) <= 0)], floor: from };
}
