import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkOut } from '../../src/release/check-out.js';
import { git } from '@feed/cli/lib/git';
import { obstacles } from '../../src/release/obstacles.js';
import { installedAlready, shareInstalled } from '../../src/release/third-party.js';

const nowhere = '0000000000000000000000000000000000000001';

describe('the history that releases need', () => {
  let parent: string;
  before(() => {
    parent = mkdtempSync(join(tmpdir(), 'feed-history-'));
  });
  after(() => rmSync(parent, { recursive: true }));

  it('is required by a release, which also rejects uncommitted changes', () => {
    const clone = join(parent, 'clone');
    git(['clone', '--quiet', '--depth', '1', '--no-tags', `file://${resolve('.')}`, clone]);
    appendFileSync(join(clone, 'README.md'), '\n');
    const [changes, history, tags, ...more] = obstacles(clone);
    assert.match(changes ?? '', /not committed/);
    assert.match(history ?? '', /git fetch --unshallow/);
    assert.match(tags ?? '', /@feed\/api@\S+, @feed\/worker@\S+\).* git fetch --tags/);
    assert.deepEqual(more, []);
  });

  it('is required to run the previous release; the error says how to fetch it', () => {
    assert.throws(() => checkOut(nowhere), new RegExp(`does not contain ${nowhere}.*git fetch --unshallow`));
  });

  describe('and packages of a previous release', () => {
    const packages = {
      'packages/a': { version: '1.0.0' },
      'node_modules/@feed/a': { link: true },
      'node_modules/pino': { version: '9.0.0' },
      'node_modules/mocha': { version: '11.0.0', dev: true },
    };
    const checkout = (name: string, locked: object): string => {
      const root = join(parent, name);
      mkdirSync(join(root, 'packages/a'), { recursive: true });
      writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
      return root;
    };

    it('are reused when its dependencies match; development tools matter only to its tests', () => {
      const old = checkout('old', packages);
      const newTool = checkout('tool', {
        ...packages,
        'node_modules/mocha': { version: '12.0.0', dev: true },
      });
      const newLogger = checkout('logger', { ...packages, 'node_modules/pino': { version: '10.0.0' } });
      assert.equal(installedAlready(old, newTool, false), true);
      assert.equal(installedAlready(old, newTool, true), false);
      assert.equal(installedAlready(old, newLogger, false), false);
    });

    it('are shared, while its workspaces are its own', () => {
      const old = checkout('sharing', packages);
      mkdirSync(join(old, 'packages/platform'));
      writeFileSync(join(old, 'packages/platform/package.json'), '"old"');
      shareInstalled(old, '.');
      assert.ok(existsSync(join(old, 'node_modules/pino/package.json')));
      assert.equal(readFileSync(join(old, 'node_modules/@feed/platform/package.json'), 'utf8'), '"old"');
      assert.equal(existsSync(join(old, 'node_modules/@feed/store')), false);
    });
  });
});
