import { median, shown, table } from '../report.js';
import type { Backlog, Burst } from './burst.js';

export interface Round {
  readonly ours: Backlog;
  readonly burst: Burst;
  /** The longest command that Redis ran for the two. */
  readonly longestMicroseconds: number;
  readonly pipeline: { readonly seconds: number; readonly redisMicroseconds: number };
  /** The time until a follower read it, for each single post. */
  readonly visibleMs: readonly number[];
}

interface Facts {
  readonly posts: number;
  /** The number in each burst. */
  readonly deliveries: number;
  /** The length of a timeline before the first burst. */
  readonly entries: number;
  /** The bytes that Redis needs for each entry. */
  readonly bytes: number;
}

/** Medians of the rounds, except for the longest command, which is that of all rounds. */
export const fanOutTable = (rounds: readonly Round[], facts: Facts): string =>
  `\n${rateTable(rounds, facts)}\n${otherTable(rounds, facts)}`;

const medianOf = (rounds: readonly Round[], value: (round: Round) => number): number =>
  median(rounds.map(value));

function rateTable(rounds: readonly Round[], { deliveries }: Facts): string {
  const of = (digits: number, value: (round: Round) => number) => shown(medianOf(rounds, value), digits);
  const ours = [
    of(0, (round) => deliveries / round.ours.seconds),
    of(2, ({ ours: { seconds }, pipeline }) => pipeline.seconds / seconds),
    of(2, (round) => round.ours.redisMicroseconds / deliveries),
    of(2, (round) => round.ours.workerMicroseconds / deliveries),
  ];
  const pipeline = [
    of(0, (round) => deliveries / round.pipeline.seconds),
    shown(1),
    of(2, (round) => round.pipeline.redisMicroseconds / deliveries),
    '-',
  ];
  const header = ['fan-out', 'deliveries/s', '× pipeline', 'Redis µs', 'worker µs'];
  return table(header, [
    ['ours', ...ours],
    ['LPUSHX and LTRIM', ...pipeline],
  ]);
}

function otherTable(rounds: readonly Round[], { posts, entries, bytes }: Facts): string {
  const seconds = (value: (round: Round) => number) => `${shown(medianOf(rounds, value))} s`;
  const times = rounds.flatMap(({ visibleMs }) => visibleMs).toSorted((a, b) => a - b);
  const quantile = (share: number) => `${shown(times[Math.floor(times.length * share)] ?? NaN, 1)} ms`;
  const longest = Math.max(...rounds.map((round) => round.longestMicroseconds)) / 1000;
  return table(
    ['other figures', ''],
    [
      [`${posts} posts until every timeline had them`, seconds((round) => round.burst.seconds)],
      [`${posts} posts until the last follower read them`, seconds((round) => round.burst.visibleSeconds)],
      ['one post until a follower reads it, p50', quantile(0.5)],
      ['one post until a follower reads it, p99', quantile(0.99)],
      ['longest command of Redis', longest === 0 ? 'below 0.2 ms' : `${shown(longest)} ms`],
      [`bytes for each of ${entries} entries`, shown(bytes, 1)],
    ],
  );
}
