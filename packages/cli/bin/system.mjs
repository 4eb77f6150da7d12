#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// up, down, logs, status or reset, for the Makefile. Only `up` builds first: ending must work whatever the code is like.
// Whoever reads the output may have seen enough, like `head`; what was begun is finished all the same.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

const built = fileURLToPath(new URL('../dist/system/main.js', import.meta.url));
if (existsSync(built)) {
  const { main } = await import(built);
  await main(process.argv.slice(2));
} else {
  process.stdout.write('Nothing has been built here yet: make up\n');
}
