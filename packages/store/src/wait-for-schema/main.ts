import { runSchema } from '../schema/run.js';

/** The path at which manifests of version 0.1 start `wait`: a rollout may still apply one of them to a newer image. */
await runSchema(['wait']);
