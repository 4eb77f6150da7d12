import { backfillFollow, type Follow } from '@feed/store/feed/fan-out';
import type { Handler } from '@feed/tasks/handler';
import type { WorkerContext } from '../context.js';

export function handleBackfillFollow({ timelines }: Pick<WorkerContext, 'timelines'>): Handler<Follow> {
  return (follow, { tx }) => backfillFollow(tx, timelines, follow);
}
