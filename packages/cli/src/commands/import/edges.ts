import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Rows } from '@feed/store/import/rows';
import type { FieldReader } from './field-reader.js';

/** The username of an account from an edge list is this prefix followed by its id in the list. */
export const usernamePrefix = 'user_';

/** Leaves room for the prefix in a username. */
const maxIdLength = 140;

export interface EdgeList {
  file: string;
  bothWays: boolean;
  /** The creation time of every account and follow in the list, in milliseconds since 1970. */
  at: number;
}

interface Edge {
  line: number;
  from: string;
  to: string;
}

/** Reads the two ids on each line that is neither empty nor a comment. */
async function* readEdges(
  file: string,
  onInvalid: (line: number, text: string) => void,
): AsyncGenerator<Edge> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    const ends = text.trim().split(/\s+/);
    if (ends[0] === '' || ends[0]?.startsWith('#')) continue;
    const [from = '', to = ''] = ends;
    if (ends.length === 2 && usable(from) && usable(to)) yield { line, from, to };
    else onInvalid(line, text);
  }
}

const usable = (id: string): boolean => id.length <= maxIdLength && !/\p{Cc}/u.test(id);

/** One account per id, in the order of the file. Only `followsOf` reports invalid lines. */
export async function* usersOf({ file, at }: EdgeList): AsyncGenerator<Rows['users']> {
  const seen = new Set<string>();
  for await (const { line, from, to } of readEdges(file, () => undefined))
    for (const id of [from, to]) {
      if (seen.has(id)) continue;
      seen.add(id);
      yield { line, id, username: `${usernamePrefix}${id}`, at, ...emptyProfile };
    }
}

const emptyProfile = { first_name: '', last_name: '', bio: '', avatar_url: null, password_hash: null };

export async function* followsOf(
  { file, bothWays, at }: EdgeList,
  read: FieldReader,
): AsyncGenerator<Rows['follows']> {
  const onInvalid = (line: number, text: string): void => {
    read.line = line;
    read.reject('the line is not two ids separated by a space', text);
  };
  for await (const { line, from, to } of readEdges(file, onInvalid)) {
    yield { line, follower_id: from, followee_id: to, at };
    if (bothWays && from !== to) yield { line, follower_id: to, followee_id: from, at };
  }
}
