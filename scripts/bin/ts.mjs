#!/usr/bin/env node
import { spawn } from 'node:child_process';

// Runs a TypeScript file with the workspace packages resolved to their sources: ts.mjs FILE [args]
const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
