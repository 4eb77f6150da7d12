const windowMs = 60_000;
const maxKeys = 100_000;

/**
 * Counts the uses of each key within a minute, in this process.
 * @returns a function that counts one use and gives the seconds to wait, or 0 when the use is allowed
 */
export function createWindow(limit: number, now: () => number = Date.now): (key: string) => number {
  const used = new Map<string, number>();
  let endsAt = 0;
  return (key) => {
    const time = now();
    if (time >= endsAt || used.size > maxKeys) {
      used.clear();
      endsAt = time + windowMs;
    }
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    return count > limit ? Math.ceil((endsAt - time) / 1000) : 0;
  };
}
