import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { undescribed } from '../../src/check/descriptions.js';
import { lockfileProblems } from '../../src/check/lockfile.js';
import { tsconfigs } from '../../src/check/references.js';
import { firstDifference, formatted, outdated } from '../../src/lib/generated.js';

const type = (name: string, description?: string, fields: Record<string, string | undefined> = {}) => ({
  name,
  description,
  getFields: () =>
    Object.fromEntries(
      Object.entries(fields).map(([field, text]) => [field, { name: field, description: text }]),
    ),
});

const named = (name: string) => ({ name, description: `The ${name}.` });

describe('check: schema', () => {
  it('demands a description of every type, field, argument and enum value', () => {
    const limit = { name: 'limit' };
    const types = [
      type('Query', 'Reads.', { me: 'The caller.', posts: undefined }),
      type('Mutation', ' '),
      type('PostInput', 'A new post.', { title: undefined }),
      { name: 'Kind', description: 'Why.', getValues: () => [{ name: 'AUTHORED' }] },
      { ...type('User', 'An account.'), getFields: () => ({ posts: { ...named('posts'), args: [limit] } }) },
      type('__Type'),
      type('String'),
    ];
    const map = Object.fromEntries(types.map((each) => [each.name, each]));
    const missing = ['Query.posts', 'Mutation', 'PostInput.title', 'Kind.AUTHORED', 'User.posts(limit)'];
    assert.deepEqual(undescribed({ getTypeMap: () => map }), missing);
  });
});

describe('check: generated files', () => {
  it('reports the first line that is outdated', () => {
    assert.equal(firstDifference('a\nb\n', 'a\nb\n'), undefined);
    assert.match(firstDifference('a\nb\n', 'a\nc\n') ?? '', /line 2 on: it has b, and should have c/);
    assert.match(firstDifference('a\n', 'a\nb\n') ?? '', /line 2 /);
    assert.match(firstDifference('a\nb', 'a') ?? '', /it has b, and should have the end/);
    assert.match(firstDifference('', 'a') ?? '', /line 1 /);
  });

  it('finds files that differ and files that are missing', () => {
    const found = outdated([
      { path: 'lerna.json', content: '{}' },
      { path: '/nowhere/lost.json', content: '{}' },
    ]);
    assert.match(
      found.join('\n'),
      /^lerna\.json is outdated, from line 1.*\n\/nowhere\/lost\.json is outdated/,
    );
  });
});

describe('check: workspaces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'feed-references-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = async (name: string, data: object) => {
    const { path, content } = await formatted({ path: join(folder, name), content: JSON.stringify(data) });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };

  it('compares the references in tsconfig.json with package.json, both ways', async () => {
    await write('package.json', { workspaces: ['packages/*', 'services/*'] });
    await write('packages/store/package.json', { name: '@feed/store', dependencies: { pg: '1' } });
    await write('services/api/package.json', { name: '@feed/api', dependencies: { '@feed/store': '*' } });
    const [store, api] = [{ path: 'packages/store' }, { path: 'services/api' }];
    const referencing = async (root: object[], ofStore: object[], ofApi: object[]) => {
      await write('tsconfig.json', { references: root });
      await write('packages/store/tsconfig.json', { references: ofStore });
      await write('services/api/tsconfig.json', { references: ofApi });
      return outdated(await tsconfigs(folder)).map((problem) =>
        relative(folder, problem.split(' ')[0] ?? ''),
      );
    };
    const upToStore = { path: '../../packages/store' };
    const good = outdated(await tsconfigs());
    assert.deepEqual(good, []);
    assert.deepEqual(await referencing([store, api], [], []), ['services/api/tsconfig.json']);
    assert.deepEqual(await referencing([store, api], [upToStore], [upToStore]), [
      'packages/store/tsconfig.json',
    ]);
    assert.deepEqual(await referencing([store], [], [upToStore]), ['tsconfig.json']);
  });

  it('rejects a lockfile that names the registry of a package', () => {
    const npm = {};
    const mirror = { resolved: 'https://npm.example.com/b/-/b-1.0.0.tgz' };
    const link = { resolved: 'packages/store', link: true };
    const found = lockfileProblems('package-lock.json', {
      '': {},
      'node_modules/a': npm,
      'node_modules/b': mirror,
      c: link,
    });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /node_modules\/b .*npm\.example\.com/);
  });
});
