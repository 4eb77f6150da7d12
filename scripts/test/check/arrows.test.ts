import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as apiFaults from './arrows/api.js';
import * as cliFaults from './arrows/cli.js';
import type { Harmless, Planted } from './arrows/planted.js';
import * as storeFaults from './arrows/store.js';
import * as webFaults from './arrows/web.js';
import * as workerFaults from './arrows/worker.js';
import * as workspaceFaults from './arrows/workspaces.js';

const root = resolve(import.meta.dirname, '../../..');

const parts = [workspaceFaults, storeFaults, apiFaults, workerFaults, cliFaults, webFaults];
const planted = Object.assign({}, ...parts.map((part) => part.planted)) as Planted;
const harmless = Object.assign({}, ...parts.map((part) => part.harmless)) as Harmless;

const workspaces = {
  ...Object.fromEntries(
    readdirSync(join(root, 'packages'))
      .filter((name) => name !== 'README.md')
      .map((name) => [`@feed/${name}`, `packages/${name}`]),
  ),
  '@feed/api': 'services/api',
  '@feed/worker': 'services/worker',
  '@feed/scripts': 'scripts',
  '@feed/bench': 'bench',
};

/** A tree laid out like the repository, with stand-ins for the packages of npm. */
function plant(tree: string, files: Record<string, string>): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  const npm = ['pg', 'prom-client', 'kue', 'graphql', 'express-graphql'];
  for (const name of [...npm, 'mocha']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '*']));
  const exports = { './*': { source: './src/*.ts', default: './dist/*.js' } };
  for (const [name, folder] of Object.entries(workspaces)) {
    const dependencies = versions([...npm, ...Object.keys(workspaces)]);
    write(`${folder}/package.json`, JSON.stringify({ name, type: 'module', exports, dependencies }));
    mkdirSync(join(tree, 'node_modules/@feed'), { recursive: true });
    symlinkSync(join(tree, folder), join(tree, 'node_modules', name));
  }
  const manifest = { workspaces: Object.values(workspaces), devDependencies: versions(['mocha']) };
  write('package.json', JSON.stringify({ ...manifest, type: 'module' }));
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.base.json', 'tsconfig.test.json'])
    cpSync(join(root, file), join(tree, file));
  cpSync(join(root, 'scripts/arrows'), join(tree, 'scripts/arrows'), { recursive: true });
  for (const [path, text] of Object.entries(files)) write(path, `${text}\n`);
}

interface Violation {
  from: string;
  rule: { name: string };
}

function violations(tree: string): Violation[] {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    'packages',
    'services',
    'scripts',
    'bench',
  ];
  // The options of this process load tsx, which the tree does not have.
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    cwd: tree,
    env,
    encoding: 'utf8',
  });
  assert.notEqual(stdout, '', stderr);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('check: arrows', () => {
  let tree: string;
  before(() => {
    tree = mkdtempSync(join(tmpdir(), 'feed-arrows-'));
    const wrong = Object.fromEntries(Object.values(planted));
    plant(tree, { ...harmless, ...wrong });
  });
  after(() => rmSync(tree, { recursive: true, force: true }));

  it('finds every planted wrong import by its rule, and nothing else', () => {
    const found = violations(tree);
    for (const [rule, [file]] of Object.entries(planted)) {
      const rules = found.filter(({ from }) => from === file).map((violation) => violation.rule.name);
      assert.ok(rules.includes(rule), `${file}: ${rule} was not found, but ${rules.join(', ') || 'nothing'}`);
    }
    const guilty = new Set(Object.values(planted).map(([file]) => file));
    const accused = found.filter(({ from }) => !guilty.has(from));
    assert.deepEqual(accused, []);
  });

  it('has a planted fault for every rule', async () => {
    const config = (await import(join(root, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    assert.deepEqual(
      config.default.forbidden.map(({ name }) => name).toSorted(),
      Object.keys(planted).toSorted(),
    );
  });
});
