import { readEnv } from '../../src/env.js';
import { createLogger } from '../../src/logger.js';
import { createMetrics } from '../../src/metrics.js';
import { runService } from '../../src/run-service.js';

/** A service that prints what it starts and stops; FAULT names the step that throws. */
const say = (text: string) => void process.stdout.write(`${text}\n`);
const fault = process.env['FAULT'];

await runService({
  name: 'example',
  readConfig: (env) =>
    readEnv(env, (reader) => ({
      host: reader.str('HOST'),
      opsPort: reader.int('OPS_PORT', { min: 0 }),
      drainDelayMs: 10,
    })),
  buildContext: () => {
    if (fault === 'context') throw new Error('no context');
    return {
      logger: createLogger({ service: 'example', level: 'silent', version: '1' }),
      metrics: createMetrics({ service: 'example', version: '1', revision: 'abc' }),
      close: async () => say('context closed'),
    };
  },
  startProbe: (_context, draining) => ({
    current: () => ({ ready: !draining(), checks: {} }),
    close: () => say('probe closed'),
  }),
  start: async (_context, { lifecycle, opsPort }) => {
    if (fault === 'start') throw new Error('no start');
    lifecycle.onShutdown('work', async () => {
      const { status } = await fetch(`http://127.0.0.1:${opsPort}/readyz`);
      say(`work stopped, /readyz ${status}`);
    });
    say(`started ${opsPort}`);
  },
});
