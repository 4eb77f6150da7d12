import { storable } from '@feed/platform/text';
import { normalizeUsername, usernameProblems } from '../rules/usernames.js';
import type { Tx } from '../postgres/queryable.js';
import { statement } from '../postgres/statement.js';
import type { Faults, FoundRow } from './faults.js';
import type { Kind, Rows } from './rows.js';

/** Finds rows of a staging table that contradict other rows, or rows that are stored already. */
interface Check {
  kind: Kind;
  reason: string;
  /** Selects `line` and `value` of every invalid row. */
  sql: string;
}

const unknown = (kind: Kind, column: string, target: 'users' | 'posts'): Check => ({
  kind,
  reason: `${column} is not in ${target}`,
  sql: `SELECT line, ${column} AS value FROM import_${kind} s
        WHERE ${column} IS NOT NULL AND NOT EXISTS (SELECT FROM import_${target}_ids t WHERE t.outside_id = s.${column})`,
});

const repeated = (kind: Kind, columns: readonly string[], reason: string): Check => ({
  kind,
  reason,
  sql: `SELECT line, value FROM (
          SELECT line, concat_ws(' ', ${columns.join(', ')}) AS value,
                 row_number() OVER (PARTITION BY ${columns.join(', ')} ORDER BY line) AS nth
          FROM import_${kind}) n
        WHERE nth > 1`,
});

const checks: readonly Check[] = [
  repeated('users', ['id'], 'id repeats an earlier row'),
  repeated('users', ['lower(username)'], 'username repeats an earlier row'),
  {
    kind: 'users',
    reason: 'username belongs to an existing account',
    sql: `SELECT line, s.username AS value FROM import_users s JOIN users u ON lower(u.username) = lower(s.username)`,
  },
  unknown('follows', 'follower_id', 'users'),
  unknown('follows', 'followee_id', 'users'),
  {
    kind: 'follows',
    reason: 'an account cannot follow itself',
    sql: 'SELECT line, follower_id AS value FROM import_follows WHERE follower_id = followee_id',
  },
  repeated('follows', ['follower_id', 'followee_id'], 'the follow repeats an earlier row'),
  repeated('posts', ['id'], 'id repeats an earlier row'),
  unknown('posts', 'author_id', 'users'),
  unknown('posts', 'shared_post_id', 'posts'),
  repeated('comments', ['id'], 'id repeats an earlier row'),
  unknown('comments', 'post_id', 'posts'),
  unknown('comments', 'author_id', 'users'),
  unknown('likes', 'user_id', 'users'),
  unknown('likes', 'post_id', 'posts'),
  repeated('likes', ['user_id', 'post_id'], 'the like repeats an earlier row'),
];

const asStatement = ({ kind, reason, sql }: Check) =>
  statement<FoundRow>(
    `import.${`check ${kind} ${reason}`.slice(0, 56)}`,
    `SELECT line, value, count(*) OVER () AS total FROM (${sql}) AS bad ORDER BY line LIMIT $1`,
  );

/** Adds the faults that the database finds in the rows of one kind. */
export async function checkKind(tx: Tx, kind: Kind, faults: Faults): Promise<void> {
  for (const check of checks.filter((each) => each.kind === kind))
    faults.addFound(kind, check.reason, await tx.query(asStatement(check), [faults.keep]));
}

type RowsOf<K extends Kind> = AsyncIterable<Rows[K]> | Iterable<Rows[K]>;

/** The rows with usernames as the api stores them; names that it rejects are faults. */
export function checkedRows<K extends Kind>(kind: K, rows: RowsOf<K>, faults: Faults): RowsOf<K> {
  return kind === 'users' ? (checkedUsers(rows as RowsOf<'users'>, faults) as RowsOf<K>) : rows;
}

async function* checkedUsers(rows: RowsOf<'users'>, faults: Faults): AsyncGenerator<Rows['users']> {
  for await (const row of rows) {
    const username = normalizeUsername(row.username);
    for (const problem of usernameProblems(username)) {
      const { line } = row;
      faults.add({ kind: 'users', line, reason: `username ${problem}`, value: row.username });
    }
    yield { ...row, username: storable(username) };
  }
}
