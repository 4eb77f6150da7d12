import assert from 'node:assert/strict';
import { undescribed } from '../../src/check/descriptions.js';
import { firstDifference } from '../../src/check/first-difference.js';
import { lockfileProblems, referenceProblems } from '../../src/check/workspace-rules.js';

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

  it('says where the committed schema and the code part', () => {
    assert.equal(firstDifference('a\nb\n', 'a\nb\n'), undefined);
    assert.match(firstDifference('a\nb\n', 'a\nc\n') ?? '', /line 2 on: there b, here c/);
    assert.match(firstDifference('a\n', 'a\nb\n') ?? '', /line 2 /);
    assert.match(firstDifference('a\nb', 'a') ?? '', /there b, here the end/);
    assert.match(firstDifference('', 'a') ?? '', /line 1 /);
  });
});

describe('check: workspaces', () => {
  const store = { name: '@feed/store', folder: 'packages/store', dependencies: ['pg'], references: [] };
  const api = {
    name: '@feed/api',
    folder: 'services/api',
    dependencies: ['@feed/store'],
    references: ['packages/store'],
  };

  it('holds tsconfig.json against package.json, both ways', () => {
    assert.deepEqual(referenceProblems([store, api]), []);
    const [missing] = referenceProblems([store, { ...api, references: [] }]);
    assert.match(missing ?? '', /services\/api\/tsconfig\.json lacks a reference to packages\/store/);
    const [idle] = referenceProblems([store, { ...api, dependencies: [] }]);
    assert.match(idle ?? '', /references packages\/store, which/);
  });

  it('refuses a lockfile that names where a package came from', () => {
    const npm = {};
    const mirror = { resolved: 'https://npm.example.com/b/-/b-1.0.0.tgz' };
    const link = { resolved: 'packages/store', link: true };
    const found = lockfileProblems({ '': {}, 'node_modules/a': npm, 'node_modules/b': mirror, c: link });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /node_modules\/b .*npm\.example\.com/);
  });
});
