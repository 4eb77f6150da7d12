import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { visibilityProblems } from '../../src/check/visibility-rules.js';

const elsewhere = 'services/api/src/features/inbox/service.ts';
const found = (text: string, file = elsewhere): string[] => visibilityProblems(file, text);

describe('check: visibility', () => {
  const planted: [what: string, code: string, reason: string][] = [
    ['a statement', "const q = 'SELECT FROM blocks';", 'reads the table blocks'],
    ['a join', 'const q = `SELECT 1 FROM users u,\n  mutes m WHERE ${id}`;', 'reads the table mutes'],
    ['a part of a statement', 'const q = `JOIN blocks b ON ${on}`;', 'reads the table blocks'],
    ['a name that is put into SQL', "const q = list({ table: 'mutes' });", 'reads the table mutes'],
    ['a model', 'void modelsOf(q).Block.findAll();', 'uses the model Block'],
    ['a model taken apart', 'const { Mute } = modelsOf(q);', 'uses the model Mute'],
    ['a renamed model', 'const { Block: B } = modelsOf(q);', 'uses the model Block'],
  ];
  for (const [what, code, reason] of planted)
    it(`finds ${what} that reads them outside of visibility.ts`, () => {
      assert.deepEqual(found(`\n${code}`), [`${elsewhere}:2: ${reason}`]);
    });

  it('ignores other words, comments and imports', () => {
    const code = [
      '// SELECT FROM blocks',
      "import { block } from '@feed/store/safety/blocks/writes';",
      "const text = 'Whoever blocks an account is not told of it';",
      "const q = 'SELECT FROM blocks_of_flats';",
    ];
    assert.deepEqual(found(code.join('\n')), []);
  });

  it('allows visibility, the reference, safety, models and migrations to read them', () => {
    const folder = 'packages/store/src';
    for (const file of [
      'visibility.ts',
      'feed/reference.ts',
      'safety/blocks/reads.ts',
      'postgres/models/safety.ts',
      'postgres/migrations/0001-initial.ts',
    ])
      assert.deepEqual(found("const q = 'SELECT FROM blocks';", `${folder}/${file}`), [], file);
  });

  it('finds a condition that is written into the page of the feed', () => {
    const file = 'packages/store/src/feed/page.ts';
    const page = readFileSync(file, 'utf8');
    assert.deepEqual(found(page, file), []);
    const planted = page.replace("${ineligibleAccounts('$1')}", 'SELECT muted_id AS id FROM mutes');
    assert.notEqual(planted, page);
    assert.match(
      found(planted, file).join(),
      /^packages\/store\/src\/feed\/page\.ts:\d+: reads the table mutes$/,
    );
  });
});
