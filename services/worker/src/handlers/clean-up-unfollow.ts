import { cleanUpUnfollow, type Follow } from '@feed/store/feed/fan-out';
import type { Handler } from '@feed/tasks/handler';
import type { WorkerContext } from '../context.js';

export function handleCleanUpUnfollow({ timelines }: Pick<WorkerContext, 'timelines'>): Handler<Follow> {
  return (follow) => cleanUpUnfollow(timelines, follow);
}
