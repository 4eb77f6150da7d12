import { readEnv } from '@feed/platform/env';
import { startMailCatcher } from './catcher.js';
import { mailDirectory, openMailFolder } from './folder.js';

const config = readEnv(process.env, (reader) => ({
  // Other machines must not see the mails: only a container, which is on a network of its own, should listen elsewhere.
  host: reader.str('MAIL_HOST', { default: '127.0.0.1' }),
  port: reader.int('MAIL_PORT', { default: 1025, min: 0, max: 65535 }),
}));
const complain = (error: Error) => void process.stderr.write(`mail catcher: ${error.message}\n`);
const directory = mailDirectory(process.env);
const catcher = await startMailCatcher({
  ...config,
  folder: openMailFolder(directory),
  onError: complain,
}).catch((error: Error) => {
  complain(error);
  process.exit(1);
});
process.stdout.write(
  `mail catcher: listening on ${config.host}:${catcher.port}, keeping mails in ${directory}\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void catcher.close().then(() => process.exit(0)));
