import type { Faults } from '@feed/store/import/faults';
import type { Rows } from '@feed/store/import/rows';
import { TextFault } from '../../lib/text-chunks.js';
import { readEdges, type Edge } from './edge-lines.js';
import type { FieldReader } from './field-reader.js';

/** The username of an account from an edge list is this prefix followed by its id in the list. */
export const usernamePrefix = 'user_';

export interface EdgeList {
  file: string;
  bothWays: boolean;
  /** The creation time of every account and follow in the list, in milliseconds since 1970. */
  at: number;
}

/** One account per id, in the order of the file. Only `followsOf` reports invalid lines. */
export async function* usersOf({ file, at }: EdgeList): AsyncGenerator<Rows['users']> {
  const seen = new Set<string>();
  for await (const { line, from, to } of edgesUntilFault(file, () => undefined))
    for (const id of [from, to]) {
      if (seen.has(id)) continue;
      seen.add(id);
      yield { line, id, username: `${usernamePrefix}${id}`, at, ...emptyProfile };
    }
}

const emptyProfile = { first_name: '', last_name: '', bio: '', avatar_url: null, password_hash: null };

/** @param skipped receives the edges from an account to itself, which are left out */
export async function* followsOf(
  { file, bothWays, at }: EdgeList,
  read: FieldReader,
  skipped: Faults,
): AsyncGenerator<Rows['follows']> {
  let edges = 0;
  const onInvalid = (line: number, reason: string, text: string): void => {
    read.line = line;
    read.reject(reason, text);
    edges += 1;
  };
  for await (const { line, from, to } of edgesUntilFault(file, onInvalid)) {
    edges += 1;
    if (from === to) {
      skipped.add({ kind: 'follows', line, reason: 'an account cannot follow itself', value: from });
      continue;
    }
    yield { line, follower_id: from, followee_id: to, at };
    if (bothWays) yield { line, follower_id: to, followee_id: from, at };
  }
  if (edges === 0) onInvalid(1, 'the file has no edges', '');
}

/** A part that is not text ends the list and is reported like an invalid line. */
async function* edgesUntilFault(
  file: string,
  onInvalid: (line: number, reason: string, text: string) => void,
): AsyncGenerator<Edge> {
  try {
    yield* readEdges(file, onInvalid);
  } catch (error) {
    if (!(error instanceof TextFault)) throw error;
    onInvalid(error.line, error.reason, error.value);
  }
}
