#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../dist/feed.js', import.meta.url));
if (existsSync(built)) {
  const { feed } = await import(built);
  process.exitCode = await feed(process.argv.slice(2), process);
} else {
  process.stderr.write('feed: it is not built yet: run "npm ci" and "npm run build" first\n');
  process.exitCode = 1;
}
