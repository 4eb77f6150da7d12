#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A reader such as `head` closes the output once it has seen enough.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const built = fileURLToPath(new URL('../dist/feedctl.js', import.meta.url));
if (existsSync(built)) {
  const { feedctl } = await import(built);
  process.exitCode = await feedctl(process.argv.slice(2), process);
} else {
  process.stderr.write('feedctl: not compiled yet. Run "make build" first.\n');
  process.exitCode = 1;
}
