import type { Migration } from './migration.js';

/**
 * The first schema. Ids carry their creation time (see `next_id`), so no table repeats it in a column;
 * `id_time(id)` returns it.
 */
export const initial: Migration = {
  name: '0001-initial',
  up: `
    CREATE SEQUENCE id_sequence AS bigint MINVALUE 0 MAXVALUE 1048575 CYCLE CACHE 1;

    CREATE FUNCTION next_id(at timestamptz DEFAULT clock_timestamp()) RETURNS bigint
      LANGUAGE sql VOLATILE
      RETURN (floor(extract(epoch FROM at) * 1000)::bigint << 20) | nextval('id_sequence');

    CREATE FUNCTION id_time(id bigint) RETURNS timestamptz
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN to_timestamp((id >> 20) / 1000.0);

    CREATE TABLE users (
      id bigint PRIMARY KEY DEFAULT next_id(),
      username text NOT NULL CHECK (length(username) BETWEEN 1 AND 150),
      email text,
      password_hash text,
      first_name text NOT NULL DEFAULT '',
      last_name text NOT NULL DEFAULT '',
      bio text NOT NULL DEFAULT '',
      avatar_url text,
      is_verified boolean NOT NULL DEFAULT false,
      followers_count integer NOT NULL DEFAULT 0,
      following_count integer NOT NULL DEFAULT 0,
      posts_count integer NOT NULL DEFAULT 0,
      merge_on_read boolean NOT NULL DEFAULT false,
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE UNIQUE INDEX users_username ON users (lower(username) text_pattern_ops);
    CREATE UNIQUE INDEX users_email ON users (lower(email));
    CREATE INDEX users_first_name ON users (lower(first_name) text_pattern_ops);
    CREATE INDEX users_last_name ON users (lower(last_name) text_pattern_ops);
    CREATE INDEX users_merge_on_read ON users (id) WHERE merge_on_read;
    COMMENT ON COLUMN users.merge_on_read IS 'Too many followers to fan out to: readers merge these posts themselves.';

    CREATE TABLE posts (
      id bigint PRIMARY KEY DEFAULT next_id(),
      author_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      shared_post_id bigint REFERENCES posts ON DELETE CASCADE,
      title text,
      content text NOT NULL,
      media_type text,
      media_file text,
      like_count integer NOT NULL DEFAULT 0,
      comment_count integer NOT NULL DEFAULT 0,
      share_count integer NOT NULL DEFAULT 0,
      updated_at timestamptz,
      deleted_at timestamptz
    );
    CREATE INDEX posts_author ON posts (author_id, id DESC) WHERE deleted_at IS NULL;
    CREATE UNIQUE INDEX posts_share ON posts (shared_post_id, author_id)
      WHERE shared_post_id IS NOT NULL AND deleted_at IS NULL;
    CREATE INDEX posts_shared ON posts (shared_post_id, id DESC) WHERE shared_post_id IS NOT NULL;
    CREATE INDEX posts_originals ON posts (id DESC) WHERE shared_post_id IS NULL AND deleted_at IS NULL;
    CREATE INDEX posts_deleted ON posts (deleted_at) WHERE deleted_at IS NOT NULL;

    CREATE TABLE comments (
      id bigint PRIMARY KEY DEFAULT next_id(),
      post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
      author_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      parent_id bigint REFERENCES comments ON DELETE CASCADE,
      content text NOT NULL,
      like_count integer NOT NULL DEFAULT 0,
      reply_count integer NOT NULL DEFAULT 0,
      updated_at timestamptz,
      deleted_at timestamptz
    );
    CREATE INDEX comments_top_level ON comments (post_id, id) WHERE parent_id IS NULL;
    CREATE INDEX comments_replies ON comments (parent_id, id) WHERE parent_id IS NOT NULL;
    CREATE INDEX comments_post ON comments (post_id);
    CREATE INDEX comments_author ON comments (author_id);
    CREATE INDEX comments_deleted ON comments (deleted_at) WHERE deleted_at IS NOT NULL;

    CREATE TABLE post_likes (
      post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
      user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      id bigint NOT NULL DEFAULT next_id(),
      PRIMARY KEY (post_id, user_id)
    );
    CREATE INDEX post_likes_newest ON post_likes (post_id, id DESC) WHERE id > 0;
    COMMENT ON INDEX post_likes_newest IS 'For lists alone: the condition keeps look-ups of one like away, which are for the primary key.';
    CREATE INDEX post_likes_user ON post_likes (user_id);

    CREATE TABLE comment_likes (
      comment_id bigint NOT NULL REFERENCES comments ON DELETE CASCADE,
      user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      id bigint NOT NULL DEFAULT next_id(),
      PRIMARY KEY (comment_id, user_id)
    );
    CREATE INDEX comment_likes_newest ON comment_likes (comment_id, id DESC) WHERE id > 0;
    COMMENT ON INDEX comment_likes_newest IS 'For lists alone: the condition keeps look-ups of one like away, which are for the primary key.';
    CREATE INDEX comment_likes_user ON comment_likes (user_id);

    CREATE TABLE follows (
      follower_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      followee_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      id bigint NOT NULL DEFAULT next_id(),
      PRIMARY KEY (follower_id, followee_id),
      CHECK (follower_id <> followee_id)
    );
    CREATE INDEX follows_followers ON follows (followee_id, id DESC) INCLUDE (follower_id);
    CREATE INDEX follows_following ON follows (follower_id, id DESC);

    CREATE TABLE blocks (
      blocker_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      blocked_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      id bigint NOT NULL DEFAULT next_id(),
      PRIMARY KEY (blocker_id, blocked_id),
      CHECK (blocker_id <> blocked_id)
    );
    CREATE INDEX blocks_blocked ON blocks (blocked_id, blocker_id);

    CREATE TABLE mutes (
      muter_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      muted_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      id bigint NOT NULL DEFAULT next_id(),
      PRIMARY KEY (muter_id, muted_id),
      CHECK (muter_id <> muted_id)
    );
    CREATE INDEX mutes_muted ON mutes (muted_id);

    CREATE TABLE sessions (
      id bigint PRIMARY KEY DEFAULT next_id(),
      user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
      user_agent text,
      address text,
      last_used_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      revoked_reason text
    );
    CREATE INDEX sessions_user ON sessions (user_id, id DESC);
    CREATE INDEX sessions_revoked ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
    CREATE INDEX sessions_expires ON sessions (expires_at);

    CREATE TABLE refresh_tokens (
      token_hash bytea PRIMARY KEY,
      session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
      issued_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    );
    CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
    CREATE INDEX refresh_tokens_expires ON refresh_tokens (expires_at);

    CREATE TABLE idempotency_keys (
      actor text NOT NULL,
      key text NOT NULL,
      field text NOT NULL,
      request_hash bytea NOT NULL,
      response jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (actor, key, field)
    );
    CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

    CREATE TYPE task_state AS ENUM ('pending', 'running', 'done', 'dead');
    CREATE TABLE tasks (
      id bigint PRIMARY KEY DEFAULT next_id(),
      kind text NOT NULL,
      payload jsonb NOT NULL,
      dedup_key text,
      request_id text,
      state task_state NOT NULL DEFAULT 'pending',
      run_after timestamptz NOT NULL DEFAULT now(),
      attempts integer NOT NULL DEFAULT 0,
      lease_token bigint NOT NULL DEFAULT 0,
      lease_until timestamptz,
      last_error text,
      finished_at timestamptz
    );
    CREATE UNIQUE INDEX tasks_dedup ON tasks (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state = 'pending';
    CREATE INDEX tasks_pending ON tasks (run_after, id) WHERE state = 'pending';
    CREATE INDEX tasks_running ON tasks (lease_until) WHERE state = 'running';
    CREATE INDEX tasks_dead ON tasks (id DESC) WHERE state = 'dead';
    CREATE INDEX tasks_done ON tasks (finished_at) WHERE state = 'done';

    CREATE TABLE feed_state (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      epoch bigint NOT NULL DEFAULT 1,
      redis_run_id text
    );
    INSERT INTO feed_state DEFAULT VALUES;
    COMMENT ON TABLE feed_state IS 'A timeline cached under another epoch may lack entries and is treated as missing.';
  `,
  down: `
    DROP TABLE feed_state, tasks, idempotency_keys, refresh_tokens, sessions, mutes, blocks, follows,
      comment_likes, post_likes, comments, posts, users;
    DROP TYPE task_state;
    DROP FUNCTION id_time(bigint), next_id(timestamptz);
    DROP SEQUENCE id_sequence;
  `,
};
