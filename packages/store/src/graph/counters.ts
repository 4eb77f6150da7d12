import type { CounterRules } from '../postgres/counters.js';

export const graphCounters = {
  'users.followers_count': 'SELECT count(*) FROM follows f WHERE f.followee_id = t.id',
  'users.following_count': 'SELECT count(*) FROM follows f WHERE f.follower_id = t.id',
} as const satisfies CounterRules;
