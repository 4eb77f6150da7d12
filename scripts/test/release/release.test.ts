import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersion } from '@feed/store/postgres/migrations/all';
import { git, lines } from '@feed/cli/lib/git';
import { isLernaInstalled, lernaVersion } from '../../src/release/lerna.js';
import { pushCommands, readOutcome } from '../../src/release/outcome.js';
import { inClone } from '../../src/release/rehearsal.js';
import { deployed, readReleased, type Deployed } from '../../src/release/released.js';
import { patience } from '@feed/testkit/patience';

const services = Object.keys(deployed) as Deployed[];
const nameOf = (tag: string): string => tag.slice(0, tag.lastIndexOf('@'));

function manifest(folder: string, path: string): { version: string; dependencies?: object } {
  return JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'));
}

/** As if all had been released just now, whatever tags this checkout has. */
function tagEverything(folder: string): void {
  for (const file of lines(git(['ls-files', 'packages/*/package.json', 'services/*/package.json'], folder))) {
    const { name, version } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    git(['tag', '--force', '--annotate', '--message', name, `${name}@${version}`], folder);
  }
}

function commit(folder: string, file: string, message: string): string {
  appendFileSync(join(folder, file), '\n');
  git(['commit', '--quiet', '--all', '--message', message], folder);
  return git(['rev-parse', 'HEAD'], folder);
}

describe('a release', function () {
  // lerna may have to be installed first; it and npm run twice.
  this.timeout(patience(180_000));

  it('raises the versions of what changed and of what is built from it, and records what the next one needs', function () {
    // Only CI installs lerna for this test, so that `make test` elsewhere does not have to fetch 560 packages.
    if (!process.env['CI'] && !isLernaInstalled()) this.skip();
    return inClone(async (folder) => {
      tagEverything(folder);
      const released = commit(folder, 'packages/store/src/postgres/ids.ts', 'feat(store): ids that sing');
      await lernaVersion(folder);
      const outcome = readOutcome(folder);
      assert.deepEqual(outcome.services.map(nameOf), services);
      assert.ok(outcome.packages.map(nameOf).includes('@feed/store'));
      for (const text of Object.values(outcome.changelogs))
        assert.match(text, /\* \*\*store:\*\* ids that sing/);
      for (const [name, release] of Object.entries(readReleased(folder))) {
        const { version } = manifest(folder, deployed[name as Deployed]);
        assert.deepEqual(release, { version, commit: released, schema: schemaVersion });
      }
      assertLocked(folder);
      assert.equal(git(['status', '--porcelain'], folder), '');

      commit(folder, 'services/worker/src/main.ts', 'fix(worker): it hums');
      commit(folder, 'packages/tasks/test/kill.test.ts', 'test(tasks): nothing that is deployed');
      await lernaVersion(folder);
      assert.deepEqual(readOutcome(folder).services.map(nameOf), ['@feed/worker']);
      assert.deepEqual(readOutcome(folder).packages, []);
      assert.equal(readReleased(folder)['@feed/api'].commit, released);
    });
  });

  /** `npm ci` rejects a lockfile that differs from the manifests. */
  function assertLocked(folder: string): void {
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    for (const path of Object.values(deployed)) {
      const { version, dependencies } = manifest(folder, path);
      assert.equal(packages[path].version, version);
      assert.deepEqual(packages[path].dependencies, dependencies);
    }
  }

  it('is pushed in two steps, because GitHub ignores more than three tags in one push', () => {
    const tags = { services: ['@feed/api@1.0.0', '@feed/worker@1.0.0'], packages: ['@feed/store@1.0.0'] };
    assert.deepEqual(pushCommands({ ...tags, changelogs: {} }), [
      "git push origin main '@feed/api@1.0.0' '@feed/worker@1.0.0'",
      "git push origin '@feed/store@1.0.0'",
    ]);
  });

  it('of each service is recorded with the version that its package.json has', () => {
    for (const name of services)
      assert.equal(readReleased()[name].version, manifest('.', deployed[name]).version, name);
  });
});
