import { indexCosts } from '../../src/postgres/migrations/0002-index-costs.js';
import type { Database } from '../../src/postgres/queryable.js';

/** Ids of the network: account n is n, post n is `posts + n`, comment n is `comments + n`. */
export const first = { posts: 1_000_000, comments: 2_000_000 };
/** The post that all accounts comment on, like and share. */
export const popularPost = String(first.posts + 1);
/** The comment on it with thousands of replies. */
export const popularComment = String(first.comments + 1);
/** An account that all others follow, which are too many to fan out to. */
const celebrity = '1';
/** An account that has liked thousands of posts and of comments. */
export const eager = '2000';

const fill = `
  SET session_replication_role = replica;
  INSERT INTO users (id, username, email, first_name, last_name, followers_count, merge_on_read)
    SELECT n, 'user' || n, 'user' || n || '@example.com', 'First' || n % 97, 'Last' || n % 89, 25, n = ${celebrity}
    FROM generate_series(1, 2000) n;
  INSERT INTO follows (id, follower_id, followee_id)
    SELECT 100000 * k + n, n, 1 + (n * 31 + k * k * 17 + k) % 2000
    FROM generate_series(1, 2000) n, generate_series(1, 25) k ON CONFLICT DO NOTHING;
  INSERT INTO follows (id, follower_id, followee_id)
    SELECT 9000000 + n, n, ${celebrity} FROM generate_series(2, 2000) n ON CONFLICT DO NOTHING;
  INSERT INTO posts (id, author_id, shared_post_id, content, deleted_at)
    SELECT ${first.posts} + n, 1 + n * 7919 % 2000, CASE WHEN n % 5 = 0 THEN ${first.posts} + n - 1 END, 'text ' || n,
      CASE WHEN n % 50 = 7 THEN now() END
    FROM generate_series(1, 50000) n;
  INSERT INTO posts (id, author_id, shared_post_id, content)
    SELECT ${first.posts} + 60000 + n, n, ${popularPost}, 'look' FROM generate_series(3, 2000, 2) n ON CONFLICT DO NOTHING;
  INSERT INTO comments (id, post_id, author_id, parent_id, content)
    SELECT ${first.comments} + n, ${popularPost}, 1 + n * 13 % 2000, CASE WHEN n % 2 = 0 THEN ${popularComment} END, 'text'
    FROM generate_series(1, 5000) n;
  INSERT INTO comments (id, post_id, author_id, parent_id, content)
    SELECT ${first.comments} + n, ${first.posts} + n * 7 % 50000, 1 + n * 13 % 2000,
      CASE WHEN n % 3 = 0 THEN ${first.comments} + n - 1 END, 'text'
    FROM generate_series(5001, 50000) n;
  INSERT INTO post_likes (id, post_id, user_id)
    SELECT n, ${first.posts} + n * 13 % 50000, 1 + n * 7 % 1999 FROM generate_series(1, 100000) n ON CONFLICT DO NOTHING;
  INSERT INTO post_likes (id, post_id, user_id)
    SELECT 200000 + n, ${popularPost}, n FROM generate_series(1, 2000) n ON CONFLICT DO NOTHING;
  INSERT INTO comment_likes (id, comment_id, user_id)
    SELECT n, ${first.comments} + 1 + n * 13 % 50000, 1 + n * 7 % 1999
    FROM generate_series(1, 50000) n ON CONFLICT DO NOTHING;
  INSERT INTO comment_likes (id, comment_id, user_id)
    SELECT 200000 + n, ${popularComment}, n FROM generate_series(1, 2000) n ON CONFLICT DO NOTHING;
  INSERT INTO post_likes (id, post_id, user_id)
    SELECT 300000 + n, ${first.posts} + n, ${eager} FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING;
  INSERT INTO comment_likes (id, comment_id, user_id)
    SELECT 300000 + n, ${first.comments} + n, ${eager} FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING;
  INSERT INTO blocks (blocker_id, blocked_id)
    SELECT 1 + n % 2000, 1 + (n * 37 + 11) % 2000 FROM generate_series(1, 4000) n WHERE n % 2000 <> (n * 37 + 11) % 2000
    ON CONFLICT DO NOTHING;
  INSERT INTO mutes (muter_id, muted_id)
    SELECT 1 + n % 2000, 1 + (n * 41 + 5) % 2000 FROM generate_series(1, 4000) n WHERE n % 2000 <> (n * 41 + 5) % 2000
    ON CONFLICT DO NOTHING;
  INSERT INTO sessions (id, user_id, expires_at, revoked_at)
    SELECT n, 1 + n % 2000, now() + interval '1 day', CASE WHEN n % 10 = 0 THEN now() - n * interval '1 minute' END
    FROM generate_series(1, 10000) n;
  INSERT INTO deleted_sessions (id, deleted_at)
    SELECT n, now() - n * interval '1 minute' FROM generate_series(10001, 20000) n;
  INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
    SELECT sha256(n::text::bytea), n, now() + interval '1 day' FROM generate_series(1, 10000) n;
  RESET session_replication_role;
`;

/** Creates a network of 2,000 accounts and 50,000 posts with their activity; some are far more popular than the rest. */
export async function fillLargeNetwork(database: Database): Promise<void> {
  await database.withClient(async (client) => {
    await client.query(fill);
    await client.query('VACUUM ANALYZE');
    await client.query(indexCosts.up);
  });
}
