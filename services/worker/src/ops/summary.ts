const shown = 10;

/** One line of log, however much was found. */
export const summary = (found: readonly unknown[]) => ({ count: found.length, first: found.slice(0, shown) });
