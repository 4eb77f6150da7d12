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

const unknown = (kind: Kind, column: string, target: 'users' | 'posts' | 'comments'): Check => ({
  kind,
  reason: `${column} is not in ${target}`,
  sql: `SELECT line, ${column} AS value FROM import_${kind} s
        WHERE ${column} IS NOT NULL AND NOT EXISTS (SELECT FROM import_${target}_ids t WHERE t.outside_id = s.${column})`,
});

const repeated = (kind: Kind, columns: readonly string[], reason: string, where = 'true'): Check => ({
  kind,
  reason,
  sql: `SELECT line, value FROM (
          SELECT line, concat_ws(' ', ${columns.join(', ')}) AS value,
                 row_number() OVER (PARTITION BY ${columns.join(', ')} ORDER BY line) AS nth
          FROM import_${kind} WHERE ${where}) n
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
  repeated('users', ['lower(email)'], 'email repeats an earlier row', 'email IS NOT NULL'),
  {
    kind: 'users',
    reason: 'email belongs to an existing account',
    sql: `SELECT line, s.email AS value FROM import_users s JOIN users u ON lower(u.email) = lower(s.email)`,
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
  {
    kind: 'posts',
    reason: 'a share cannot be shared',
    sql: `SELECT s.line, s.shared_post_id AS value FROM import_posts s JOIN import_posts o ON o.id = s.shared_post_id
          WHERE o.shared_post_id IS NOT NULL`,
  },
  repeated(
    'posts',
    ['author_id', 'shared_post_id'],
    'the share repeats an earlier row',
    'shared_post_id IS NOT NULL',
  ),
  repeated('comments', ['id'], 'id repeats an earlier row'),
  unknown('comments', 'post_id', 'posts'),
  unknown('comments', 'author_id', 'users'),
  unknown('comments', 'parent_id', 'comments'),
  {
    kind: 'comments',
    reason: 'parent_id is of another post',
    sql: `SELECT s.line, s.parent_id AS value FROM import_comments s JOIN import_comments p ON p.id = s.parent_id
          WHERE p.post_id <> s.post_id`,
  },
  {
    kind: 'comments',
    reason: 'the comment is a reply to itself, or to a reply to it',
    // Those below an unknown parent are another fault, so they count as reached.
    sql: `WITH RECURSIVE reached AS (
            SELECT id FROM import_comments s
            WHERE parent_id IS NULL OR NOT EXISTS (SELECT FROM import_comments_ids t WHERE t.outside_id = s.parent_id)
            UNION
            SELECT s.id FROM reached JOIN import_comments s ON s.parent_id = reached.id)
          SELECT line, id AS value FROM import_comments s
          WHERE parent_id IS NOT NULL AND NOT EXISTS (SELECT FROM reached WHERE reached.id = s.id)`,
  },
  unknown('likes', 'user_id', 'users'),
  unknown('likes', 'post_id', 'posts'),
  repeated('likes', ['user_id', 'post_id'], 'the like repeats an earlier row'),
  unknown('comment_likes', 'user_id', 'users'),
  unknown('comment_likes', 'comment_id', 'comments'),
  repeated('comment_likes', ['user_id', 'comment_id'], 'the like repeats an earlier row'),
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
