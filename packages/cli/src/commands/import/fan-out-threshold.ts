import { readEnv } from '@feed/platform/env';

/** FAN_OUT_THRESHOLD as the worker reads it. */
export const fanOutThreshold = (env: NodeJS.ProcessEnv): number =>
  readEnv(env, (reader) => ({
    value: reader.int('FAN_OUT_THRESHOLD', { default: 10_000, min: 0, max: 100_000_000 }),
  })).value;
