import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { createSession } from 'feed-client';
import { patience } from '@feed/testkit/patience';
import { type Services, startServices } from '../system/support/services.js';

const run = promisify(execFile);
const password = 'correct horse battery';

/** The command that runs each example, and one that succeeds where its language is installed. */
const examples = [
  { file: 'feed.sh', name: 'curl', command: ['sh'], needs: ['curl', '--version'] },
  {
    ...{ file: 'feed.ts', name: 'TypeScript', needs: ['node', '--version'] },
    command: ['node', '--conditions=source', '--import', 'tsx'],
  },
  { file: 'feed.py', name: 'Python', command: ['python3'], needs: ['python3', '--version'] },
  { file: 'feed.main.kts', name: 'Kotlin', command: ['kotlin'], needs: ['kotlin', '-version'] },
];

describe('the examples', function () {
  this.timeout(patience(60_000));
  let services: Services;
  before(async () => {
    services = await startServices();
  });
  after(() => services.stop());

  for (const { file, name, command, needs } of examples)
    it(`${file} does what it says; needs ${needs[0]}`, async function () {
      const [tool = '', ...version] = needs;
      if (spawnSync(tool, version).status !== 0) return this.skip();
      const username = `user_${randomBytes(5).toString('hex')}`;
      const names = { firstName: 'Ada', lastName: 'Example' };
      const email = `${username}@example.com`;
      await createSession({ url: services.url }).register({ username, password, email, ...names });
      const [program = '', ...args] = command;
      const env = { FEED_URL: services.url, FEED_USERNAME: username, FEED_PASSWORD: password };
      const options = { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env } };
      const { stdout } = await run(program, [...args, `docs/examples/${file}`], options);
      assert.deepEqual(
        stdout
          .replace(/posted \d+/, 'posted')
          .trimEnd()
          .split('\n'),
        [`logged in as ${username}`, 'posted', `feed: Hello from ${name}`, `live: Hello again from ${name}`],
      );
    });
});
