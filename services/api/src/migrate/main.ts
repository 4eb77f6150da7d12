import { runSchema } from '@feed/store/schema/run';

/** The migration as manifests of version 0.1 call it: a rollout may still apply one of them to a newer image. */
await runSchema(['migrate']);
