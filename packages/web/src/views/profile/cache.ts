import type { CacheRules } from '../../live/cache.js';

export const cacheRules: CacheRules = { embedded: ['UserStatsType'] };
