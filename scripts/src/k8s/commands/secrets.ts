import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool } from '@feed/platform/run-tool';
import { secretsOf } from '../secrets.js';
import { overlaysFolder } from '../tree.js';

const usage = `make k8s-secrets [OVERLAY=free-tier] [SMTP_URL=smtp://…]

Writes deploy/k8s/overlays/OVERLAY/secrets.env (and role.secrets.env), which git ignores, with random passwords. Existing
files are kept, because the database uses their passwords.
`;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean' }, 'smtp-url': { type: 'string' } },
    allowPositionals: true,
  });
  if (values.help) return process.stdout.write(usage) ? 0 : 1;
  const folder = join(overlaysFolder, positionals[0] ?? 'free-tier');
  const secrets = secretsOf(folder);
  const files = [...secrets.keys()].map((name) => join(folder, name));
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length < files.length) return reportKept(files, missing);
  const url = values['smtp-url'];
  for (const [name, text] of secrets) {
    const filled = url ? text.replace(/^SMTP_URL=.*$/m, () => `SMTP_URL=${url}`) : text;
    writeFileSync(join(folder, name), filled, { mode: 0o600, flag: 'wx' });
    process.stdout.write(`Wrote ${join(folder, name)}.\n`);
  }
  if (!url) process.stdout.write('Set SMTP_URL in secrets.env to your mail server.\n');
  return 0;
}

/** Writes nothing when a file exists, because the files share passwords. */
function reportKept(files: readonly string[], missing: readonly string[]): number {
  for (const file of files)
    process.stdout.write(
      missing.includes(file)
        ? `${file} is missing. Write it as in ${file}.example, with the password in secrets.env.\n`
        : `${file} exists already and was kept.\n`,
    );
  return missing.length === 0 ? 0 : 1;
}

await runTool(main);
