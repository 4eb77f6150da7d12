import type { SystemStatusQuery } from './documents.js';

export type Status = NonNullable<SystemStatusQuery['systemStatus']>;
