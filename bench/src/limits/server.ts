// The least that a server on this machine can do: /bytes responds with a page that was prepared, /sql asks Postgres for the
// page with one statement and serializes its rows.
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const prepared = readFileSync(process.env['PAGE_FILE'] ?? '');

/** The newest posts of each followed account, the newest of those, and everything that a page of the feed shows. */
const page = {
  name: 'page',
  text: `
  WITH page AS MATERIALIZED (
    SELECT n.id FROM (SELECT $1::bigint AS id UNION ALL SELECT followee_id FROM follows WHERE follower_id = $1) a
    CROSS JOIN LATERAL (
      SELECT id FROM posts WHERE author_id = a.id AND deleted_at IS NULL ORDER BY id DESC LIMIT 21) n
    ORDER BY n.id DESC LIMIT 21)
  SELECT p.id, p.content, id_time(p.id) AS created_at, p.like_count, p.comment_count,
    EXISTS (SELECT FROM post_likes l WHERE l.post_id = p.id AND l.user_id = $1) AS liked,
    u.id AS user_id, u.username, u.first_name, u.last_name, u.avatar_url
  FROM page JOIN posts p USING (id) JOIN users u ON u.id = p.author_id ORDER BY p.id DESC`,
};

function send(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.url !== '/sql') return send(response, prepared);
    const ask = pool.query({ ...page, values: [request.headers['x-user-id']] });
    ask.then(
      ({ rows }) => send(response, Buffer.from(JSON.stringify({ data: { rows } }))),
      () => response.writeHead(500).end(),
    );
  });
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
