import { feed } from '../../src/feed.js';

// Runs `feed` as a process of its own; with FAKE_TERMINAL its output claims to be one.
if (process.env['FAKE_TERMINAL']) Object.assign(process.stderr, { isTTY: true, columns: 80 });
process.exitCode = await feed(process.argv.slice(2), process);
