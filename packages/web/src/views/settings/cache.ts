import { type CacheRules, forgetLists, succeeded } from '../../live/cache.js';

export const cacheRules: CacheRules = {
  updates: {
    revokeSession(result, _variables, cache) {
      if (succeeded(result['revokeSession'])) forgetLists(cache, 'sessions');
    },
  },
};
