import assert from 'node:assert/strict';
import { outdated, type GeneratedFile } from '../../src/lib/generated.js';
import { generatedFiles } from '../../src/observability/generated.js';
import { linkRunbooks } from '../../src/observability/runbooks.js';

interface GrafanaPanel {
  id: number;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string }[];
}

describe('generated dashboards and rules', () => {
  let files: readonly GeneratedFile[];
  before(async () => {
    files = await generatedFiles();
  });

  it('are compared with their sources', () => {
    const [first] = files;
    assert.ok(first);
    const changed = { ...first, content: first.content.replace('"refresh": "30s"', '"refresh": "5s"') };
    const found = outdated([changed, { path: '/nowhere/lost.json', content: '{}' }]);
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /feed-overview\.json is outdated, from line/);
  });

  it('have panels that do not cover each other', () => {
    for (const { path, content } of files.filter((file) => file.path.endsWith('.json'))) {
      const { panels } = JSON.parse(content) as { panels: GrafanaPanel[] };
      assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, path);
      const cells = panels.flatMap(({ gridPos: { x, y, w } }) =>
        Array.from({ length: w }, (_, column) => `${x + column}:${y}`),
      );
      assert.equal(new Set(cells).size, cells.length, path);
      for (const { gridPos, targets } of panels) {
        assert.ok(gridPos.x + gridPos.w <= 24 && gridPos.y % gridPos.h === 0);
        assert.ok(targets.length > 0);
      }
    }
  });

  it('link to the runbooks of a fork', () => {
    const rule = 'runbook_url: https://example.org/feed/docs/runbooks.md#late';
    assert.equal(
      linkRunbooks(rule, 'https://example.net/fork/blob/main/docs/runbooks.md'),
      'runbook_url: https://example.net/fork/blob/main/docs/runbooks.md#late',
    );
    assert.throws(() => linkRunbooks(rule, 'docs/runbooks.md'), /https address/);
  });
});
