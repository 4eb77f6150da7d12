#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Whoever reads the output has seen enough, like `head`.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const built = fileURLToPath(new URL('../dist/feed.js', import.meta.url));
if (existsSync(built)) {
  const { feed } = await import(built);
  process.exitCode = await feed(process.argv.slice(2), process);
} else {
  process.stderr.write('feed: it is not built yet: run "npm ci" and "npm run build" first\n');
  process.exitCode = 1;
}
