import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chooseServices, type Selection } from '../../src/images/choose.js';
import { makeImage } from '../../src/images/make-image.js';
import { readRevision } from '../../src/images/revision.js';
import { places } from '@feed/cli/system/places';

/** A clone of the real repository, in which commits can be planted. */
describe('the images to build', () => {
  let clone: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
      cwd: clone,
      encoding: 'utf8',
    }).trim();
  const touch = (file: string) => {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    appendFileSync(join(clone, file), '\n');
  };
  const commit = (file: string) => {
    touch(file);
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '--message', `test: ${file}`);
  };
  const chosen = (selection: Selection) => chooseServices(clone, selection).services.map(({ name }) => name);

  before(() => {
    clone = mkdtempSync(join(tmpdir(), 'feed-images-'));
    execFileSync('git', ['clone', '--quiet', '--shared', '--no-tags', places.root, clone]);
  });
  after(() => rmSync(clone, { recursive: true, force: true }));

  const cases: Readonly<Record<string, readonly string[]>> = {
    'services/api/src/main.ts': ['api'],
    'services/worker/src/main.ts': ['worker'],
    'packages/store/src/config.ts': ['api', 'worker'],
    'packages/platform/package.json': ['api', 'worker'],
    'package-lock.json': ['api', 'worker'],
    '.dockerignore': ['api', 'worker'],
    'services/Dockerfile': ['api', 'worker'],
    'services/api/test/planted.test.ts': [],
    'docs/planted.md': [],
    'packages/cli/src/feedctl.ts': [],
  };
  for (const [file, services] of Object.entries(cases))
    it(`${services.join(' and ') || 'none'}, after a change of ${file}`, () => {
      const before = git('rev-parse', 'HEAD');
      commit(file);
      assert.deepEqual(chosen({ since: before }), services);
    });

  it('all of them before anything was released, then what changed since', () => {
    assert.deepEqual(chosen({}), ['api', 'worker']);
    git('tag', '@feed/worker@9.9.9');
    assert.deepEqual(chosen({}), []);
    commit('services/worker/src/main.ts');
    assert.deepEqual(chosen({}), ['worker']);
  });

  it('those whose release tag is on the commit', () => {
    const [api] = chooseServices(clone, { service: ['api'] }).services;
    git('tag', `@feed/api@${api?.version}`);
    git('tag', '@feed/store@1.2.3');
    assert.deepEqual(chosen({ released: true }), ['api']);
  });

  it('rejects unknown services and commits', () => {
    assert.throws(() => chosen({ since: 'nowhere' }), { code: 'INVALID_INPUT' });
    assert.throws(() => chosen({ service: ['web'] }), { code: 'INVALID_INPUT' });
  });

  it('are marked when they contain uncommitted changes', () => {
    const sha = git('rev-parse', 'HEAD');
    touch('services/api/src/main.ts');
    touch('services/worker/test/planted.test.ts');
    assert.equal(readRevision(clone, 'api').sha, `${sha}-dirty`);
    assert.equal(readRevision(clone, 'worker').sha, sha);
  });

  it('are not pushed with uncommitted changes', async () => {
    const [api] = chooseServices(clone, { service: ['api'] }).services;
    assert.ok(api);
    touch('services/api/src/main.ts');
    const options = { root: clone, prefix: 'localhost:1/feed-', push: true, extra: [], say: assert.fail };
    await assert.rejects(makeImage(api, options), { code: 'INVALID_INPUT', message: /commit them/ });
  });
});
