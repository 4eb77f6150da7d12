const shown = 10;

/** A log line of limited size: the number of findings and the first few. */
export const summary = (found: readonly unknown[]) => ({ count: found.length, first: found.slice(0, shown) });
