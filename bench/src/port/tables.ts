/**
 * The tables that a quick port would have, in a schema of their own, filled from the product's so that ids and texts are
 * the same. They have the indexes that a feed needs, and neither counters nor triggers.
 */
export const portTables = `
CREATE SCHEMA port;
CREATE TABLE port.users AS
  SELECT id, username, first_name, last_name, avatar_url AS profile_pic FROM users;
CREATE TABLE port.follows AS SELECT follower_id, followee_id FROM follows;
CREATE TABLE port.posts AS SELECT id, author_id AS user_id, content, id_time(id) AS created_at FROM posts;
CREATE TABLE port.comments AS SELECT id, post_id, author_id AS user_id, content FROM comments;
CREATE TABLE port.likes AS SELECT user_id, post_id FROM post_likes;
CREATE SEQUENCE port.new_posts;
SELECT setval('port.new_posts', (SELECT max(id) FROM posts));
ALTER TABLE port.users ADD PRIMARY KEY (id);
ALTER TABLE port.follows ADD PRIMARY KEY (follower_id, followee_id);
ALTER TABLE port.posts ADD PRIMARY KEY (id), ALTER id SET DEFAULT nextval('port.new_posts');
ALTER TABLE port.comments ADD PRIMARY KEY (id);
ALTER TABLE port.likes ADD PRIMARY KEY (user_id, post_id);
CREATE INDEX ON port.posts (user_id, id DESC);
CREATE INDEX ON port.comments (post_id, id);
CREATE INDEX ON port.likes (post_id);
`;
