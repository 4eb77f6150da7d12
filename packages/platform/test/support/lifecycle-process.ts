import { createLifecycle } from '../../src/lifecycle.js';
import { createLogger } from '../../src/logger.js';

/** A process for tests of signals: it prints when it is ready and what it stops. Its argument chooses what goes wrong. */
const fault = process.argv[2];
const logger = createLogger({ service: 'test', level: 'info', version: '1' });
const lifecycle = createLifecycle({ logger, drainDelayMs: 50, deadlineMs: 10_000 });
const say = (text: string) => void process.stdout.write(`${text}\n`);

lifecycle.onShutdown('first', () => say('stopped first'));
lifecycle.onShutdown('second', async () => {
  say('stopping second');
  if (fault === 'hangs') await new Promise(() => undefined);
});
lifecycle.installSignalHandlers();
setInterval(() => undefined, 1000);
say('ready');
if (fault === 'throws')
  setImmediate(() => {
    throw new Error('a bug');
  });
if (fault === 'rejects') void Promise.reject(new Error('a bug'));
