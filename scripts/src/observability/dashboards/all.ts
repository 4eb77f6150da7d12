import type { Dashboard } from '../grafana.js';
import { feed } from './feed.js';
import { hosts } from './hosts.js';
import { overview } from './overview.js';
import { tasks } from './tasks.js';

export const dashboards: readonly Dashboard[] = [overview, feed, tasks, hosts];
