import { maxRanked, type Scored } from './best-by-hour.js';

/** The rankings of all windows that end at the same moment. */
export interface Ranking {
  /** The ids of the best posts of the last hours, the best first. @param hours at least 1; more than there are count as all */
  idsOf(hours: number): BigInt64Array;
}

/**
 * Each window is the one before it with another hour, so its best posts are among the best of these two.
 * @param byHour the best posts of each hour, the latest hour first
 */
export function createRanking(byHour: readonly Scored[]): Ranking {
  const windows: Scored[] = [];
  for (const hour of byHour) {
    const window = windows.at(-1);
    windows.push(window ? bestOf(window, hour) : hour);
  }
  return { idsOf: (hours) => (windows[hours - 1] ?? windows.at(-1))?.ids ?? new BigInt64Array() };
}

/** Merges the posts of a window with those of the hour before it, all of which are older. */
function bestOf(newer: Scored, older: Scored): Scored {
  if (older.ids.length === 0) return newer;
  const count = Math.min(newer.ids.length + older.ids.length, maxRanked);
  const ids = new BigInt64Array(count);
  const scores = new Int32Array(count);
  let [fromNewer, fromOlder] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const [left, right] = [newer.scores[fromNewer] ?? -1, older.scores[fromOlder] ?? -1];
    const takesNewer = left >= right;
    const source = takesNewer ? newer : older;
    const from = takesNewer ? fromNewer++ : fromOlder++;
    ids[at] = source.ids[from] ?? 0n;
    scores[at] = source.scores[from] ?? 0;
  }
  return { ids, scores };
}
