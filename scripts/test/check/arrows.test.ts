import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** One wrong import each; the name is that of the rule which has to find it. */
const planted: Record<string, [file: string, code: string]> = {
  'no-cycle': ['packages/store/src/a.ts', "import { b } from './b.js';\nexport const a = b;"],
  resolvable: ['services/api/src/http/lost.ts', "import './nowhere.js';"],
  'platform-is-the-bottom': ['packages/platform/src/up.ts', "import '@feed/store/a';"],
  'store-uses-platform-only': ['packages/store/src/up.ts', "import '@feed/tasks/task';"],
  'tasks-use-store-and-platform': ['packages/tasks/src/up.ts', "import '@feed/testkit/kit';"],
  'testkit-is-below-the-services': ['packages/testkit/src/up.ts', "import '@feed/tasks/task';"],
  'testkit-is-for-tests': ['services/worker/src/kit.ts', "import '@feed/testkit/kit';"],
  'nothing-imports-a-service': ['packages/tasks/test/up.test.ts', "import '@feed/api/app';"],
  'services-apart': ['services/worker/src/other.ts', "import '@feed/api/app';"],
  'services-without-scripts': ['services/api/src/tool.ts', "import '@feed/scripts/tool';"],
  'features-apart': ['services/api/src/features/posts/resolvers.ts', "import '../likes/resolvers.js';"],
  'features-are-registered': [
    'services/api/src/http/shortcut.ts',
    "import '../features/likes/resolvers.js';",
  ],
  'handlers-apart': ['services/worker/src/handlers/one.ts', "import './two.js';"],
  'main-is-the-end': ['services/api/test/main.test.ts', "import '../src/main.js';"],
  'packages-by-name': ['services/api/src/path.ts', "import '../../../packages/store/src/uses.js';"],
  'source-without-tests': ['services/api/src/helper.ts', "import '../test/support.js';"],
  'declared-for-production': ['packages/store/src/dev.ts', "import 'mocha';"],
  'prom-client-in-platform': ['services/worker/src/metrics.ts', "import 'prom-client';"],
  'sql-and-redis-in-store': [
    'services/api/src/db.ts',
    "import type pg from 'pg';\nexport type A = pg.Client;",
  ],
  'kue-in-one-file': ['packages/tasks/src/queue.ts', "import 'kue';"],
  'graphql-in-one-file': ['services/api/src/graphql/schema.ts', "import 'graphql';"],
  'express-graphql-in-one-file': ['services/api/src/http/app.ts', "import 'express-graphql';"],
};

const harmless: Record<string, string> = {
  'packages/store/src/b.ts': "import { a } from './a.js';\nexport const b = a;",
  'packages/store/src/uses.ts': "import 'pg';\nimport '@feed/platform/base';",
  'packages/platform/src/base.ts': "import 'prom-client';",
  'packages/tasks/src/task.ts': "import '@feed/store/uses';",
  'packages/tasks/src/kue.ts': "import 'kue';",
  'packages/testkit/src/kit.ts': "import '@feed/store/uses';",
  'services/api/src/app.ts': "import '@feed/tasks/task';",
  'services/api/src/main.ts': "import './app.js';",
  'services/api/src/graphql/engine.ts': "export { parse } from 'graphql';",
  'services/api/src/features/index.ts': "import './likes/resolvers.js';",
  'services/api/src/features/likes/resolvers.ts': "import '@feed/store/uses';",
  'services/api/test/support.ts': "import '@feed/testkit/kit';",
  'services/worker/src/handlers/two.ts': "import '@feed/tasks/task';",
  'services/worker/src/handlers/all.ts': "import './two.js';",
  'scripts/src/tool.ts': "import '@feed/api/app';\nimport '@feed/testkit/kit';",
};

const workspaces = {
  '@feed/platform': 'packages/platform',
  '@feed/store': 'packages/store',
  '@feed/tasks': 'packages/tasks',
  '@feed/testkit': 'packages/testkit',
  '@feed/api': 'services/api',
  '@feed/worker': 'services/worker',
  '@feed/scripts': 'scripts',
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

  it('finds every planted wrong import by the rule against it, and accuses nothing else', () => {
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
