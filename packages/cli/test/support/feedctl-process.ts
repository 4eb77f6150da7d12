import { feedctl } from '../../src/feedctl.js';

// Runs `feedctl` as a process of its own; with FAKE_TERMINAL its input and output claim to be one.
if (process.env['FAKE_TERMINAL']) {
  Object.assign(process.stderr, { isTTY: true, columns: 80 });
  Object.assign(process.stdin, { isTTY: true });
}
process.exitCode = await feedctl(process.argv.slice(2), process);
