/** Selects the id of one of the posts and shares. */
const post = (nth: number): string =>
  `(SELECT id FROM posts ORDER BY id DESC OFFSET ${nth} % greatest((SELECT count(*) FROM posts), 1) LIMIT 1)`;
const original = (nth: number): string =>
  `(SELECT coalesce(shared_post_id, id) FROM posts WHERE id = ${post(nth)})`;
const relate = (table: string, who: string, whom: string): string =>
  `INSERT INTO ${table} SELECT ${who}, ${whom} WHERE ${who} <> ${whom} ON CONFLICT DO NOTHING`;
const part = (table: string, [one, other]: [string, string], who: string, whom: string): string =>
  `DELETE FROM ${table} WHERE ${one} = ${who} AND ${other} = ${whom}`;

type MakeSql = (nth: number, who: string, whom: string) => string;

/** Every way in which a row that feeds show can change. */
export const writes = {
  post: (nth, who) => `INSERT INTO posts (author_id, content) VALUES (${who}, 'post ${nth}')`,
  many: (nth, who) =>
    `INSERT INTO posts (author_id, content) SELECT ${who}, 'one of many' FROM generate_series(1, ${1 + (nth % 40)})`,
  share: (nth, who) =>
    `INSERT INTO posts (author_id, content, shared_post_id) SELECT ${who}, 'share ${nth}', id FROM posts
     WHERE id = ${original(nth)} ON CONFLICT DO NOTHING`,
  remove: (nth) => `UPDATE posts SET deleted_at = now() WHERE id = ${post(nth)}`,
  restore: (nth) =>
    `UPDATE posts p SET deleted_at = NULL WHERE id = ${post(nth)} AND NOT EXISTS (
       SELECT FROM posts t WHERE t.shared_post_id = p.shared_post_id AND t.author_id = p.author_id AND t.deleted_at IS NULL)`,
  erase: (nth) => `DELETE FROM posts WHERE id = ${post(nth)}`,
  edit: (nth) => `UPDATE posts SET content = 'edited ${nth}', updated_at = now() WHERE id = ${post(nth)}`,
  title: (nth) => `UPDATE posts SET title = 'title ${nth}', media_type = 'image' WHERE id = ${post(nth)}`,
  count: (nth) =>
    `UPDATE posts SET like_count = ${nth}, comment_count = ${nth + 1}, share_count = ${nth + 2} WHERE id = ${post(nth)}`,
  like: (nth, who) =>
    `INSERT INTO post_likes (post_id, user_id) SELECT id, ${who} FROM posts WHERE id = ${post(nth)} ON CONFLICT DO NOTHING`,
  unlike: (nth, who) => `DELETE FROM post_likes WHERE user_id = ${who} AND post_id = ${post(nth)}`,
  follow: (_, who, whom) => relate('follows', who, whom),
  unfollow: (_, who, whom) => part('follows', ['follower_id', 'followee_id'], who, whom),
  block: (_, who, whom) => relate('blocks', who, whom),
  unblock: (_, who, whom) => part('blocks', ['blocker_id', 'blocked_id'], who, whom),
  mute: (_, who, whom) => relate('mutes', who, whom),
  unmute: (_, who, whom) => part('mutes', ['muter_id', 'muted_id'], who, whom),
  rename: (nth, who) => `UPDATE users SET first_name = 'name ${nth}' WHERE id = ${who}`,
  picture: (nth, who) => `UPDATE users SET avatar_url = 'https://example.org/${nth}' WHERE id = ${who}`,
  reassign: (nth, who) =>
    `UPDATE posts SET author_id = ${who} WHERE id = ${post(nth)} AND shared_post_id IS NULL`,
  calm: (_, who) => `UPDATE users SET merge_on_read = false WHERE id = ${who}`,
  truncate: () => 'TRUNCATE post_likes, mutes',
} satisfies Record<string, MakeSql>;

export type Write = keyof typeof writes;

/** One statement that changes what feeds show, for accounts with these ids. */
export function writeSql(write: Write, nth: number, who: string, whom: string): string {
  return (writes as Record<Write, MakeSql>)[write](nth, who, whom);
}
