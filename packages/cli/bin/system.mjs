#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Runs up, dev, restart, down, logs, status or reset for the Makefile. Only the first three compile first: the others must work whatever state the
// sources are in. A reader such as `head` may close the output early; the work is finished all the same.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

const built = fileURLToPath(new URL('../dist/system/targets/main.js', import.meta.url));
if (existsSync(built)) {
  const { main } = await import(built);
  await main();
} else {
  process.stdout.write('Nothing has been compiled in this checkout yet. To start the system: make up\n');
}
