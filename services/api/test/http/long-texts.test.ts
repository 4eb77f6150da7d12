import assert from 'node:assert/strict';
import { until } from '@feed/testkit/until';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { crowd, type Someone } from '../support/people.js';

/** A hundred comments on each post, as long as a comment can be. */
const writeComments = statement<never>(
  'test.write_comments',
  `INSERT INTO comments (post_id, author_id, content)
   SELECT p.id, p.author_id, repeat(U&'\\+01F600', 10000) FROM posts p, generate_series(1, 100)`,
);
const shortenComments = statement<never>('test.shorten_comments', "UPDATE comments SET content = 'short'");
const backends = statement<{ n: number }>(
  'test.backends',
  `SELECT count(*)::int AS n FROM pg_stat_activity
   WHERE datname = current_database() AND state = 'active' AND query LIKE '%comments n%' AND pid <> pg_backend_pid()`,
);

describe('texts that are as long as they can be', () => {
  let app: TestApp, client: Client, ada: Someone, posts: string[];
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    [ada] = (await crowd(app, 1)) as [Someone];
    posts = await Promise.all(Array.from({ length: 20 }, () => contentOf(client).post(ada)));
    await app.context.database.query(writeComments);
  });
  after(() => app.stop());

  const ask = async (query: string) => (await client.post({ query }, ada.token)).body;
  const lists = (content: string, limit = 20) =>
    `{ allPosts(limit: ${limit}) { id comments(limit: 100) { ${content} } } }`;
  const codesOf = ({ errors = [] }: { errors?: { extensions: { code: string } }[] }) => [
    ...new Set(errors.map(({ extensions }) => extensions.code)),
  ];

  it('are all shown on a full page', async () => {
    const { data } = await ask(`{ postComments(postId: "${posts[0]}", limit: 100) { content } }`);
    assert.equal(data.postComments.length, 100);
    for (const { content } of data.postComments) assert.equal(content.length, 20_000);
  });

  it('end an operation that reads too many of them, in one statement or in several', async () => {
    const several = posts
      .slice(0, 3)
      .map((id, n) => `a${n}: postComments(postId: "${id}", limit: 100) { content }`);
    for (const query of [lists('content'), lists('content', 3), `{ ${several.join(' ')} }`])
      assert.deepEqual(codesOf(await ask(query)), ['QUERY_TOO_COMPLEX']);
    const ended = /db_client_errors_total\{code="QUERY_TOO_COMPLEX"\} (\d+)/;
    assert.equal(ended.exec(await app.context.metrics.text())?.[1], '1');
    await until('no more is sent', async () => (await app.context.database.query(backends))[0]?.n === 0);
    assert.deepEqual(codesOf(await ask(lists('id'))), []);
  });

  it('reject no operation whose texts are short, although they could be long', async () => {
    await app.context.database.query(shortenComments);
    const { data, errors } = await ask(lists('content'));
    assert.equal(errors, undefined);
    assert.equal(data.allPosts.flatMap(({ comments }: { comments: unknown[] }) => comments).length, 2_000);
  });
});
