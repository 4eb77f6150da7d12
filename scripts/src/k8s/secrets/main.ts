import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { overlaysFolder } from '../tree.js';
import { fillSecrets } from './fill.js';

const usage = `make k8s-secrets [OVERLAY=free-tier] [SMTP_URL=smtp://…]

Writes deploy/k8s/overlays/OVERLAY/secrets.env, which git ignores, with random passwords. What is there already is kept:
the database knows the old password.
`;

function main(): number {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean' }, 'smtp-url': { type: 'string' } },
    allowPositionals: true,
  });
  if (values.help) return process.stdout.write(usage) ? 0 : 1;
  const folder = join(overlaysFolder, positionals[0] ?? 'free-tier');
  const file = join(folder, 'secrets.env');
  if (existsSync(file)) return process.stdout.write(`${file} is there already, and kept.\n`) ? 0 : 1;
  const filled = fillSecrets(readFileSync(`${file}.example`, 'utf8'));
  const url = values['smtp-url'];
  writeFileSync(file, url ? filled.replace(/^SMTP_URL=.*$/m, () => `SMTP_URL=${url}`) : filled, {
    mode: 0o600,
    flag: 'wx',
  });
  process.stdout.write(`Wrote ${file}.\n${url ? '' : 'Set SMTP_URL in it to your mail server.\n'}`);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`k8s-secrets: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
