import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool } from '@feed/platform/run-tool';
import { fillSecrets } from '../secrets.js';
import { overlaysFolder } from '../tree.js';

const usage = `make k8s-secrets [OVERLAY=free-tier] [SMTP_URL=smtp://…]

Writes deploy/k8s/overlays/OVERLAY/secrets.env, which git ignores, with random passwords. An existing file is kept,
because the database uses its password.
`;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean' }, 'smtp-url': { type: 'string' } },
    allowPositionals: true,
  });
  if (values.help) return process.stdout.write(usage) ? 0 : 1;
  const file = join(overlaysFolder, positionals[0] ?? 'free-tier', 'secrets.env');
  if (existsSync(file)) return process.stdout.write(`${file} exists already and was kept.\n`) ? 0 : 1;
  const filled = fillSecrets(readFileSync(`${file}.example`, 'utf8'));
  const url = values['smtp-url'];
  const text = url ? filled.replace(/^SMTP_URL=.*$/m, () => `SMTP_URL=${url}`) : filled;
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  process.stdout.write(`Wrote ${file}.\n${url ? '' : 'Set SMTP_URL in it to your mail server.\n'}`);
  return 0;
}

await runTool(main);
