import type { ServerResponse } from 'node:http';

/** The responses that have not ended yet. */
export interface OpenResponses {
  /** @returns a function that removes it again, to be called once */
  add(response: ServerResponse): () => void;
  forEach(visit: (response: ServerResponse) => void): void;
}

interface Entry {
  readonly response: ServerResponse;
  at: number;
}

/**
 * Not a Set: V8 gives a busy set a new table all the time, and lets each old one refer to the next. Once one of them has
 * reached the old generation, all later ones follow it, together with the responses that were open then and everything
 * that these refer to. That was 8 kB of nearly every request, which only a full collection could free.
 */
export function createOpenResponses(): OpenResponses {
  const entries: Entry[] = [];
  return {
    add(response) {
      const entry = { response, at: entries.length };
      entries.push(entry);
      return () => {
        const last = entries.pop();
        if (!last || last === entry) return;
        entries[entry.at] = last;
        last.at = entry.at;
      };
    },
    forEach: (visit) => entries.forEach(({ response }) => visit(response)),
  };
}
