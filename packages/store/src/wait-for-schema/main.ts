import { runSchema } from '../schema/run.js';

/** The waiting as manifests of version 0.1 call it: a rollout may still apply one of them to a newer image. */
await runSchema(['wait']);
