/** The events of one subscription that have arrived. */
export interface Seen {
  /** The largest id of an event; undefined before the first. */
  readonly newest: string | undefined;
  isNew(eventId: string | undefined): boolean;
}

/** The api repeats at most this many events after a connection is lost, and those of ten seconds before. */
const remembered = 1_000;

/** @param after the id of an event that the caller knows */
export function createSeen(after?: string): Seen {
  const ids = new Set<string>(after === undefined ? [] : [after]);
  let newest = after;
  return {
    get newest() {
      return newest;
    },
    isNew(eventId) {
      if (eventId === undefined) return true;
      if (ids.has(eventId)) return false;
      ids.add(eventId);
      for (const oldest of ids) {
        if (ids.size <= remembered) break;
        ids.delete(oldest);
      }
      if (newest === undefined || isLarger(eventId, newest)) newest = eventId;
      return true;
    },
  };
}

/** Ids are decimal numbers that may be too long for a number of JavaScript. */
const isLarger = (a: string, b: string): boolean => (a.length === b.length ? a > b : a.length > b.length);
