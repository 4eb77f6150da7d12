import { createLifecycle } from '../../src/lifecycle.js';
import { createLogger } from '../../src/logger.js';

/** A process for tests of the log: it writes many lines in one turn, in which it then ends as its argument says. */
const how = process.argv[2];
const logger = createLogger({ service: 'test', level: 'info', version: '1' });
const lifecycle = createLifecycle({ logger, drainDelayMs: 0 });
if (how !== 'throws') lifecycle.installSignalHandlers();
for (let i = 0; i < 100; i += 1) logger.info({ i }, 'é'.repeat(500));
if (how === 'exits') process.exit(3);
if (how === 'is asked to end') process.kill(process.pid, 'SIGTERM');
if (how === 'crashes' || how === 'throws') throw new Error('a bug');
