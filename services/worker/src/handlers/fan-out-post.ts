import { idTime } from '@feed/store/postgres/ids';
import { fanOutPost } from '@feed/store/feed/fan-out';
import type { Handler } from '@feed/tasks/handler';
import type { WorkerContext } from '../context.js';

type Parts = Pick<WorkerContext, 'config' | 'timelines' | 'instruments' | 'logger'>;

export function handleFanOutPost({
  config,
  timelines,
  instruments,
  logger,
}: Parts): Handler<{ postId: string }> {
  return async ({ postId }, { tx, signal }) => {
    const { outcome, pushed } = await fanOutPost(tx, timelines, postId, { ...config.fanOut, signal });
    logger.debug({ outcome, pushed }, 'fan-out');
    if (outcome !== 'pushed') return;
    const lagSeconds = (Date.now() - idTime(postId).getTime()) / 1000;
    tx.afterCommit(() => instruments.visibleLag.observe({}, Math.max(0, lagSeconds)));
  };
}
