import { endOnSignals } from '../../src/lib/process-end.js';
import { createSteps } from '../../src/system/steps.js';

// Runs one step of `make up` that never ends.
endOnSignals();
await createSteps(process.stdout).run('worker', () => new Promise(() => setInterval(() => undefined, 1_000)));
