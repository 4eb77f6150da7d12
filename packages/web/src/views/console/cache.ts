import type { CacheRules } from '../../live/cache.js';

export const cacheRules: CacheRules = {
  embedded: [
    'AuditEntryConnection',
    'AuditEntryEdge',
    'FeedFaultType',
    'FeedVerdictType',
    'HostBudgetType',
    'SystemStatusType',
    'TaskConnection',
    'TaskEdge',
  ],
};
