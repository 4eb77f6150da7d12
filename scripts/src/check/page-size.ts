import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Asset, sizeProblems } from './page-limits.js';

const problems = sizeProblems(builtAssets(), readdirSync('packages/web/src/views'));
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length === 0 ? 0 : 1;

/** Builds the page beside the one that may be served at the moment. */
function builtAssets(): Asset[] {
  const folder = mkdtempSync(join(tmpdir(), 'feed-page-'));
  try {
    build(folder);
    const assets = join(folder, 'assets');
    return readdirSync(assets)
      .filter((file) => /\.(js|css)$/.test(file))
      .map((file) => ({
        name: file.replace(/-[\w-]{8}\./, '.'),
        bytes: gzipSync(readFileSync(join(assets, file)), { level: 9 }).length,
      }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function build(folder: string): void {
  const args = ['build', '--config', 'packages/web/vite.config.mjs', '--outDir', folder, '--emptyOutDir'];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const vite = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', ...args], {
    env,
    encoding: 'utf8',
  });
  if (vite.status !== 0) throw new Error(`the page could not be built:\n${vite.stderr}`);
}
