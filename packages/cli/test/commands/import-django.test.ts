import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counterDrift } from '@feed/store/upkeep/verify/counter-drift';
import { statement, type Database } from '@feed/store/postgres/database';
import { cuttingProxy, djangoDatabase, djangoHashes, uuid, type DjangoDatabase } from '../support/django.js';
import type { Directory } from '../support/files.js';
import { importSetup } from '../support/import.js';
import { run } from '../support/run.js';

const media = ['--media-url', 'https://old.example/media'];

interface Example {
  file: string;
  row: string;
  reason: string;
}

describe('feedctl import --django', () => {
  let database: Database, directory: Directory, env: NodeJS.ProcessEnv, remove: () => Promise<void>;
  let django: DjangoDatabase;
  beforeEach(async () => {
    ({ database, directory, env, remove } = await importSetup());
    django = await djangoDatabase();
  });
  afterEach(async () => {
    await remove();
    await django.drop();
  });
  const all = <Row>(sql: string) => database.query(statement<Row>(`test.${sql.slice(0, 55)}`, sql));
  const bring = (...args: string[]) => run(['import', '--django', django.url, ...media, ...args], env);
  const nothingStored = async () => assert.deepEqual(await all('SELECT id FROM users'), []);

  it('imports every row with its text, times and counters', async () => {
    const { code, stderr } = await bring();
    assert.equal(code, 0, stderr);
    const [ada] = await all("SELECT *, id_time(id) AS at FROM users WHERE username = 'Ada'");
    const { username, email, first_name, last_name, bio, avatar_url, password_hash, is_verified } =
      ada as Record<string, unknown>;
    assert.deepEqual(
      { username, email, first_name, last_name, bio, avatar_url, password_hash, is_verified },
      {
        ...{
          username: 'Ada',
          email: 'Ada@example.com',
          first_name: 'Ada',
          last_name: 'King',
          bio: 'two\nlines',
        },
        ...{ avatar_url: 'https://old.example/media/faces/a%20d.png', password_hash: djangoHashes.pbkdf2 },
        is_verified: true,
      },
    );
    const { at, updated_at } = ada as { at: Date; updated_at: Date };
    assert.deepEqual(
      [at.toISOString(), updated_at.toISOString()],
      ['2024-03-01T10:00:00.123Z', '2024-04-30T22:00:00.000Z'],
    );
    assert.deepEqual(
      await all(`SELECT p.title, p.content, p.media_type, p.media_file, p.updated_at, o.content AS original, a.username
                 FROM posts p JOIN users a ON a.id = p.author_id LEFT JOIN posts o ON o.id = p.shared_post_id ORDER BY 2`),
      [
        {
          ...{ title: 'Hi', content: 'first', media_type: 'image', username: 'Ada', original: null },
          ...{
            media_file: 'https://old.example/media/posts/1.jpg',
            updated_at: new Date('2024-03-02T10:00:00Z'),
          },
        },
        {
          ...{ title: null, content: 'look', media_type: null, username: 'cleo', original: 'second' },
          ...{ media_file: null, updated_at: null },
        },
        {
          ...{ title: null, content: 'second', media_type: null, username: 'bob', original: null },
          ...{ media_file: null, updated_at: null },
        },
      ],
    );
    assert.deepEqual(
      await all(`SELECT c.content, p.content AS parent, c.like_count AS likes FROM comments c
                 LEFT JOIN comments p ON p.id = c.parent_id ORDER BY 1`),
      [
        { content: 'nice', parent: null, likes: 1 },
        { content: 'thanks', parent: 'nice', likes: 0 },
      ],
    );
    for await (const { drifted } of counterDrift(database)) assert.deepEqual(drifted, []);
  });

  it('says what it did not import, and why', async () => {
    const { code, stdout } = await bring();
    assert.equal(code, 0);
    for (const line of [
      /^users +7$/m,
      /^with a password that is accepted here +4$/m,
      /^without a password in the Django system +1$/m,
      /^without a password, because bcrypt_sha256 is not supported +1$/m,
      /^inactive: .* +1$/m,
      /^superusers, .* +bob$/m,
      /^social_post: rows left out because they are deleted, .*: 1$/m,
      /^social_comment: rows left out .*: 3$/m,
      /^social_share: rows left out .*: 1$/m,
      /^social_customuser: columns that are not imported: last_login, is_staff, date_joined$/m,
      /^social_post: columns that are not imported: like_count$/m,
      /^social_friendship +1\nsocial_message +1$/m,
    ])
      assert.match(stdout, line);
    assert.doesNotMatch(stdout, /django_migrations|auth_group|customuser_groups/);
  });

  it('closes inactive accounts, and leaves no private data of the original', async () => {
    await bring();
    assert.deepEqual(await all("SELECT email, password_hash FROM users WHERE username = 'dan'"), [
      { email: null, password_hash: null },
    ]);
    assert.deepEqual(
      await all('SELECT username FROM users WHERE password_hash IS NULL ORDER BY 1'),
      ['cleo', 'dan', 'gus'].map((username) => ({ username })),
    );
  });

  it('writes the new ids, those of shares apart from those of posts', async () => {
    const mapping = join(directory.path, 'ids.csv');
    await bring('--mapping', mapping);
    const text = readFileSync(mapping, 'utf8');
    assert.match(text, new RegExp(`^user,${uuid(1, 1)},\\d+$`, 'm'));
    assert.match(text, new RegExp(`^post,share:${uuid(7, 1)},\\d+$`, 'm'));
  });

  it('shows with --dry-run what it takes for what, and changes nothing', async () => {
    const { code, stdout, stderr } = await bring('--dry-run');
    assert.equal(code, 0, stderr);
    for (const line of [
      /^user +social_customuser +7$/m,
      /^postlike +social_postlike +3$/m,
      /^follow\.followee +following_id$/m,
      /^user\.avatar +profile_picture$/m,
      /^share\.deleted +none$/m,
      /^would be imported +rows$/m,
      /^in .*; nothing was changed$/m,
      /^social_message +1$/m,
    ])
      assert.match(stdout, line);
    await nothingStored();
    const machine = JSON.parse((await bring('--dry-run', '--json')).stdout) as {
      imported: boolean;
      source: { tables: { post: { table: string; rows: number; columns: object } }; passwords: object };
    };
    assert.equal(machine.imported, false);
    assert.equal(machine.source.tables.post.table, 'social_post');
    assert.deepEqual(machine.source.passwords, { kept: 4, none: 1, unsupported: { bcrypt_sha256: 1 } });
  });

  it('reports invalid rows by table and id with a hint, and imports nothing', async () => {
    await django.change(`WITH changed AS (
      UPDATE social_customuser SET username = CASE username WHEN 'bob' THEN 'ADA' WHEN 'cleo' THEN 'admin' ELSE username END,
        email = CASE username WHEN 'eve' THEN 'not an address' WHEN 'fay' THEN 'ADA@example.com' ELSE email END,
        created_at = CASE username WHEN 'gus' THEN 'infinity'::timestamptz ELSE created_at END)
      UPDATE social_comment SET content = repeat('😀', 10001) WHERE id = '${uuid(4, 2)}'`);
    await django.change(
      `INSERT INTO social_follow VALUES ('${uuid(2, 4)}', now(), '${uuid(1, 2)}', '${uuid(1, 2)}')`,
    );
    await django.change(
      `INSERT INTO social_share VALUES ('${uuid(7, 3)}', now(), '', '${uuid(3, 2)}', '${uuid(1, 3)}')`,
    );
    const { code, stdout } = await run(['import', '--django', django.url, '--json'], env);
    assert.equal(code, 1);
    const { faults } = JSON.parse(stdout) as { faults: { examples: Example[]; counts: { hint: string }[] } };
    assert.deepEqual(faults.examples.map(({ file, row, reason }) => `${file}:${row}: ${reason}`).toSorted(), [
      `social_comment:${uuid(4, 2)}: content must be at most 10000 characters long`,
      `social_customuser:${uuid(1, 1)}: avatar is a path, not an address`,
      `social_customuser:${uuid(1, 2)}: username repeats an earlier row`,
      `social_customuser:${uuid(1, 3)}: username is reserved`,
      `social_customuser:${uuid(1, 5)}: email is not an e-mail address`,
      `social_customuser:${uuid(1, 6)}: email repeats an earlier row`,
      `social_customuser:${uuid(1, 7)}: created is not a time`,
      `social_follow:${uuid(2, 4)}: an account cannot follow itself`,
      `social_post:${uuid(3, 1)}: media_file is a path, not an address`,
      `social_share:${uuid(7, 3)}: the share repeats an earlier row`,
    ]);
    assert.ok(faults.counts.every(({ hint }) => hint.length > 0));
    const { stderr } = await bring();
    assert.match(stderr, new RegExp(`^social_share:${uuid(7, 3)}: the share repeats an earlier row`, 'm'));
    assert.match(stderr, /username is reserved +1 +give it another name under "usernames"/);
    await nothingStored();
  });

  it('gives accounts the names that the operator chose', async () => {
    await django.change("UPDATE social_customuser SET username = 'admin' WHERE username = 'cleo'");
    const file = directory.write('map.json', JSON.stringify({ usernames: { admin: 'cleo_b' } }));
    assert.equal((await bring('--map-file', file)).code, 0);
    assert.deepEqual(await all("SELECT username FROM users WHERE username LIKE '%cleo%'"), [
      { username: 'cleo_b' },
    ]);
  });

  describe('with other tables', () => {
    const rejected = async (pattern: RegExp, ...args: string[]) => {
      const { code, stderr } = await bring(...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, pattern);
      await nothingStored();
    };

    it('takes integer ids, another app and times without a zone', async () => {
      for (const table of ['follow', 'post', 'comment', 'postlike', 'commentlike', 'share'])
        await django.change(`DROP TABLE social_${table}`);
      await django.change('DROP TABLE social_customuser');
      for (const sql of [
        `CREATE TABLE auth_user (id integer PRIMARY KEY, password varchar(128), username varchar(150), email varchar(254),
           is_active boolean, date_joined timestamp)`,
        `INSERT INTO auth_user SELECT n, '', 'user' || n, '', true, '2024-07-01 12:00' FROM generate_series(1, 3) n`,
        `CREATE TABLE my_blog_post (id bigint PRIMARY KEY, author_id integer, body text, created timestamp)`,
        `INSERT INTO my_blog_post VALUES (1, 2, 'hello', '2024-07-01 12:00')`,
        `CREATE TABLE my_blog_like (id bigint PRIMARY KEY, user_id integer, post_id bigint, created timestamp)`,
        `CREATE TABLE my_blog_repost (id bigint PRIMARY KEY, user_id integer, post_id bigint, created timestamp)`,
        `INSERT INTO my_blog_repost VALUES (1, 3, 1, '2024-07-02 12:00')`,
      ])
        await django.change(sql);
      const file = directory.write(
        'map.json',
        JSON.stringify({
          timeZone: 'Europe/Berlin',
          tables: { comment: null, commentlike: null, follow: null },
        }),
      );
      const { code, stderr } = await bring('--map-file', file);
      assert.equal(code, 0, stderr);
      const posts = await all<{ at: Date; shared: boolean }>(
        'SELECT id_time(id) AS at, shared_post_id IS NOT NULL AS shared FROM posts ORDER BY id',
      );
      assert.deepEqual(posts, [
        { at: new Date('2024-07-01T10:00:00Z'), shared: false },
        { at: new Date('2024-07-02T10:00:00Z'), shared: true },
      ]);
    });

    it('names what it does not find, all at once', async () => {
      await django.change('ALTER TABLE social_share RENAME TO social_boost');
      await django.change('ALTER TABLE social_comment RENAME COLUMN parent_id TO above');
      await django.change('ALTER TABLE social_follow ALTER COLUMN created_at TYPE text');
      await django.change('CREATE TABLE other_postlike AS TABLE social_postlike');
      const { code, stderr } = await bring();
      assert.equal(code, 2);
      for (const line of [
        /^- follow: social_follow lacks a column for created \("created_at" is of type text\): /m,
        /^- share: no table is called after it: name it with --map share=TABLE, or leave it out with --map share=none$/m,
        /^- comment: social_comment lacks a column for parent \(not called parent_id, .*\): name it in the file/m,
        /^- postlike: it may be other_postlike or social_postlike: choose with --map postlike=TABLE$/m,
      ])
        assert.match(stderr, line);
    });

    it('takes the tables and columns that the operator names', async () => {
      await django.change('ALTER TABLE social_share RENAME TO "Boosts of posts"');
      await django.change('ALTER TABLE social_comment RENAME COLUMN parent_id TO above');
      await django.change('CREATE TABLE other_postlike AS TABLE social_postlike');
      const file = directory.write('map.json', JSON.stringify({ columns: { comment: { parent: 'above' } } }));
      const maps = [
        '--map',
        'share=Boosts of posts',
        '--map',
        'postlike=social_postlike',
        '--map-file',
        file,
      ];
      const { code, stdout, stderr } = await bring(...maps);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^other_postlike +3$/m);
      assert.deepEqual(await all('SELECT count(*)::int AS n FROM posts WHERE shared_post_id IS NOT NULL'), [
        { n: 1 },
      ]);
    });

    it('rejects names that do not exist, and other mistakes', async () => {
      const file = (content: object) => directory.write('map.json', JSON.stringify(content));
      await rejected(/user: there is no table "people"/, '--map', 'user=people');
      await rejected(/user: the table of the accounts is needed/, '--map', 'user=none');
      await rejected(/there is no model "friend", only user, follow/, '--map', 'friend=x');
      await rejected(/write it as MODEL=TABLE/, '--map', 'post');
      await rejected(
        /there is no field "pa", only id/,
        '--map-file',
        file({ columns: { comment: { pa: 'x' } } }),
      );
      await rejected(/there is no column "x"/, '--map-file', file({ columns: { comment: { parent: 'x' } } }));
      await rejected(/it cannot be left out/, '--map-file', file({ columns: { comment: { post: null } } }));
      await rejected(/"table" is unknown/, '--map-file', file({ table: {} }));
      await rejected(/timeZone must be a name/, '--map-file', file({ timeZone: 'Berlin' }));
      await rejected(/is not JSON/, '--map-file', directory.write('map.json', '{'));
    });
  });

  describe('when the database fails', () => {
    it('imports nothing when the connection is lost, and everything when it is run again', async () => {
      await django.change(`INSERT INTO social_post SELECT gen_random_uuid(), now(), NULL, repeat('x', 1000), NULL, NULL, now(),
        false, 0, '${uuid(1, 1)}' FROM generate_series(1, 5000)`);
      const proxy = await cuttingProxy(django.url, 2_000_000);
      const { code, stderr } = await run(['import', '--django', proxy.url, ...media], env);
      await proxy.close();
      assert.equal(code, 1);
      assert.match(stderr, /reading posts/);
      assert.match(
        stderr,
        /UNAVAILABLE: the connection to the Django database was lost: run the command again/,
      );
      await nothingStored();
      assert.equal((await bring()).code, 0);
      assert.deepEqual(await all('SELECT count(*)::int AS n FROM posts'), [{ n: 5003 }]);
    });

    it('rejects addresses that are wrong or would not be encrypted, and prints no password', async () => {
      const address = new URL(django.url);
      address.password = 'hunter2';
      const at = (change: (url: URL) => void) => {
        const url = new URL(address);
        change(url);
        return url.toString();
      };
      for (const [url, code, pattern] of [
        [
          'mysql://u:hunter2@host/app',
          2,
          /CONFIGURATION: .*\n- DJANGO_DATABASE_URL must be a URL that starts with/,
        ],
        [at((url) => url.searchParams.set('sslmode', 'prefer')), 2, /may send everything without encryption/],
        [at((url) => url.searchParams.set('sslrootcert', 'x.pem')), 2, /set DJANGO_DATABASE_CA_FILE/],
        [
          address.toString(),
          1,
          /UNAVAILABLE: the Django database cannot be reached \(password authentication/,
        ],
        [django.url.replace(/[^/]*$/, 'nowhere'), 1, /the Django database cannot be reached \(.*"nowhere"/],
        [
          at((url) => (url.port = '1')),
          1,
          /UNAVAILABLE: the Django database cannot be reached \(.*ECONNREFUSED/,
        ],
      ] as const) {
        const { stdout, stderr, ...rest } = await run(['import', '--django', url], env);
        assert.equal(rest.code, code, stderr);
        assert.match(stderr, pattern);
        assert.doesNotMatch(stdout + stderr, /hunter2/);
      }
      const missing = await run(['import', '--django'], env);
      assert.equal(missing.code, 2);
      assert.match(missing.stderr, /DJANGO_DATABASE_URL/);
    });

    it('takes the address from the environment', async () => {
      const { code } = await run(['import', '--django', ...media], {
        ...env,
        DJANGO_DATABASE_URL: django.url,
      });
      assert.equal(code, 0);
    });

    it('needs a role that may read, and says which tables it may not read', async () => {
      const asReader = () => run(['import', '--django', django.readerUrl, ...media], env);
      const none = await asReader();
      assert.equal(none.code, 2);
      assert.match(none.stderr, /the Django database has no tables that this role may see/);
      const role = 'feed_service';
      await django.change(`GRANT USAGE ON SCHEMA public TO ${role}`);
      await django.change(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
      await django.change(`REVOKE SELECT ON social_share, social_message FROM ${role}`);
      await django.change(`GRANT INSERT ON social_share, social_message TO ${role}`);
      assert.match((await asReader()).stderr, /^- share: the role may not read social_share$/m);
      await django.change(`GRANT SELECT ON social_share TO ${role}`);
      const { code, stdout } = await asReader();
      assert.equal(code, 0);
      assert.match(stdout, /^social_message +not readable$/m);
    });

    it('rejects rows that a policy would hide from its role', async () => {
      await django.change('GRANT USAGE ON SCHEMA public TO feed_service');
      await django.change('GRANT SELECT ON ALL TABLES IN SCHEMA public TO feed_service');
      await django.change('ALTER TABLE social_post ENABLE ROW LEVEL SECURITY');
      const { code, stderr } = await run(['import', '--django', django.readerUrl, ...media], env);
      assert.equal(code, 2);
      assert.match(stderr, /the Django database rejected a statement \(.*row-level security policy/);
    });
  });

  it('belongs to one source, and its options to it', async () => {
    for (const args of [
      ['import', directory.path, '--django', django.url],
      ['import', directory.path, '--map', 'user=x'],
      ['import', '--django', django.url, '--dry-run', '--mapping', 'x.csv'],
    ])
      assert.equal((await run(args, env)).code, 2, args.join(' '));
  });
});
