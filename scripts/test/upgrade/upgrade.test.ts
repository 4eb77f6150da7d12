import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { statement } from '@feed/store/postgres/statement';
import { migrations, neededSchema } from '@feed/store/postgres/migrations/all';
import { patience } from '@feed/testkit/patience';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { type Client, createClient } from '@feed/cli/commands/smoke/client';
import { mainJob } from '@feed/cli/commands/smoke/main-job';
import { join as register } from '@feed/cli/commands/smoke/people';
import { type MailCatcher, startMailCatcher } from '@feed/local-servers/mail-catcher/catcher';
import { openMailFolder } from '@feed/local-servers/mail-catcher/folder';
import { writeHint } from '@feed/tasks/hint';
import { checkOut } from '../../src/release/check-out.js';
import { readReleased } from '../../src/release/released.js';
import { migrateDownTo, migrateUp } from './support/schema.js';
import { migrateWith, type Service, slow, startService } from './support/service.js';
import { block, follow, post, readFeed, share } from './support/people.js';
import { dispatchAll, storeTasksOf, untilOnlyLeft, untilTasksAreDone } from './support/tasks.js';
import { until } from '@feed/testkit/until';

const released = { api: readReleased()['@feed/api'], worker: readReleased()['@feed/worker'] };
const here = '.';
const wipe = statement('test.wipe', 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
const visibleMs = 30_000;
/** One step older than what this release accepts. */
const tooOld = migrations.findLast(({ name }) => name < neededSchema)?.name ?? '';

describe('the previous release and this one', function () {
  // Processes of two releases are started one after another.
  this.timeout(patience(240_000));
  let previous: { api: string; worker: string };
  let database: TestDatabase, redis: TestRedis, mails: MailCatcher, mailFolder: string;
  let services: Service[] = [];

  before(async () => {
    previous = { api: checkOut(released.api.commit), worker: checkOut(released.worker.commit) };
    mailFolder = mkdtempSync(join(tmpdir(), 'feed-upgrade-'));
    const catcher = { host: '127.0.0.1', port: 0, onError: () => undefined };
    mails = await startMailCatcher({ ...catcher, folder: openMailFolder(mailFolder) });
  });
  beforeEach(async () => {
    [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  });
  afterEach(async () => {
    await Promise.all(services.map((service) => service.stop()));
    services = [];
    await Promise.all([database.drop(), redis.stop()]);
  });
  after(async () => {
    await mails.close();
    rmSync(mailFolder, { recursive: true });
  });

  const start = async (
    root: string,
    name: 'api' | 'worker',
    more: Record<string, string> = {},
  ): Promise<Service> => {
    const settings = {
      REDIS_TIMEOUT_MS: '1000',
      SWEEP_INTERVAL: '200',
      SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
    };
    const service = await startService(root, name, {
      ...database.env,
      REDIS_URL: redis.url,
      ...settings,
      ...more,
    });
    services.push(service);
    return service;
  };
  const clientOf = ({ url }: Service): Client => createClient(url, 10_000);
  const use = (api: Service): Promise<void> =>
    mainJob({ client: clientOf(api), visibleMs, onStep: () => undefined });

  it('the previous api serves during and after the migration, and this worker runs what it stored', async () => {
    const pool = database.open();
    await database.openOwner({ pooler: 'transaction' }).query(wipe);
    await migrateWith(previous.api, database.url);
    // The previous release has one role for everything, which owns the tables.
    const asOwner = { DATABASE_URL: database.url, DATABASE_POOLER: 'none' };
    const api = await start(previous.api, 'api', asOwner);
    await api.untilReady();
    const ada = await register(clientOf(api), 'ada');
    await storeTasksOf(previous.worker, database.openOwner());

    const reading = keepAsking(clientOf(api), ada.token);
    await migrateUp(database);
    assert.ok((await reading.end()) > 0);
    await start(here, 'worker');
    await untilTasksAreDone(pool);
    assert.equal((await api.readiness()).ready, true);
    await use(api);

    const next = await start(here, 'api');
    await next.untilReady();
    const { me } = await clientOf(next).ask<{ me: { id: string } }>('{ me { id } }', {}, ada.token);
    assert.equal(me.id, ada.id);
    await use(next);
    await untilTasksAreDone(pool);
  });

  it('this release works on the oldest schema that it accepts, and through the rest of the migration', async () => {
    await migrateDownTo(database, neededSchema);
    const [api] = await Promise.all([start(here, 'api'), start(here, 'worker')]);
    await api.untilReady();
    await use(api);
    const ada = await register(clientOf(api), 'ada');
    const reading = keepAsking(clientOf(api), ada.token);
    await migrateUp(database);
    assert.ok((await reading.end()) > 0);
    await use(api);
    await untilTasksAreDone(database.open());
  });

  it('this api waits for a migration that it needs, works with both workers, and can be rolled back', async () => {
    const pool = database.open();
    await migrateDownTo(database, tooOld);
    const [api, worker] = await Promise.all([
      start(here, 'api'),
      start(here, 'worker'),
      start(previous.worker, 'worker'),
    ]);
    const waiting = async () => {
      const { ready, checks } = await api.readiness();
      assert.equal(ready, false);
      return checks['schema'] === `at ${tooOld || 'none'}, needs ${neededSchema}`;
    };
    await until('it has checked the schema', waiting, slow);
    await migrateUp(database);
    await api.untilReady();
    await use(api);
    await untilTasksAreDone(pool);

    await Promise.all([api.stop(), worker.stop()]);
    await migrateDownTo(database, released.api.schema);
    const back = await start(previous.api, 'api');
    await back.untilReady();
    await use(back);
  });

  it('the previous worker leaves events alone, and understands the tasks made from them', async () => {
    const pool = database.open();
    const [api] = await Promise.all([start(here, 'api'), start(previous.worker, 'worker')]);
    await api.untilReady();
    const client = clientOf(api);
    const [ada, ben, dan] = [
      await register(client, 'a'),
      await register(client, 'b'),
      await register(client, 'd'),
    ];
    const earlier = await post(client, ada, 'earlier');
    assert.deepEqual(await readFeed(client, ben), []);
    await follow(client, ben, ada);
    await follow(client, dan, ben);
    await storeTasksOf(previous.worker, pool);
    const registered = ['user.registered', 'user.registered', 'user.registered'];
    const events = [...registered, 'post.created', 'user.followed', 'user.followed'];
    await untilOnlyLeft(pool, { events, tasks: [] });

    // Only the previous worker runs, so it claims every task of a kind that it knows.
    await dispatchAll(pool);
    await untilOnlyLeft(pool, { events: [], tasks: [] });
    assert.deepEqual(await readFeed(client, ben), ['earlier']);
    assert.deepEqual(await readFeed(client, dan), []);
    await share(client, ben, earlier);
    await block(client, dan, await register(client, 'c'));
    await dispatchAll(pool);
    await untilOnlyLeft(pool, { events: [], tasks: ['clean-up-block'] });
    assert.deepEqual(await readFeed(client, dan), ['earlier']);
    await start(here, 'worker');
    await untilTasksAreDone(pool);
  });

  it('events wait while the previous release is back, and lose nothing', async () => {
    const pool = database.open();
    const api = await start(here, 'api');
    await api.untilReady();
    const [ada, ben] = [await register(clientOf(api), 'ada'), await register(clientOf(api), 'ben')];
    await follow(clientOf(api), ben, ada);
    assert.deepEqual(await readFeed(clientOf(api), ben), []);
    await post(clientOf(api), ada, 'before going back');
    const events = ['user.registered', 'user.registered', 'user.followed', 'post.created'];
    await api.stop();

    const [back] = await Promise.all([start(previous.api, 'api'), start(previous.worker, 'worker')]);
    await back.untilReady();
    await use(back);
    await untilOnlyLeft(pool, { events, tasks: [] });
    await start(here, 'worker');
    await untilTasksAreDone(pool);
    assert.deepEqual(await readFeed(clientOf(back), ben), ['before going back']);
  });

  it('the previous worker understands the hint of this release', async () => {
    const file = join(previous.worker, 'packages/tasks/src/hint.ts');
    const { readHint } = (await import(file)) as { readHint: (data: unknown) => unknown };
    assert.deepEqual(readHint(writeHint({ kind: 'events' })), { taskId: '1', kind: 'events' });
    assert.equal(readHint({ kind: 'events' }), undefined);
  });
});

/** One read after the other, each of which has to succeed. */
function keepAsking(client: Client, token: string): { end(): Promise<number> } {
  let [going, count] = [true, 0];
  const asking = (async () => {
    do {
      await client.ask('{ homeFeed(first: 5) { edges { node { content } } } }', {}, token);
      count += 1;
    } while (going);
  })();
  return {
    end: async () => {
      going = false;
      await asking;
      return count;
    },
  };
}
