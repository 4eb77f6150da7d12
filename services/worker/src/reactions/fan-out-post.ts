import { fanOutPost as fanOut } from '@feed/store/feed/fan-out';
import { fanOut as fanOutKinds } from '@feed/store/feed/unfinished';
import { idTime } from '@feed/store/postgres/ids';
import { reaction } from '@feed/tasks/reaction';
import { patient } from '@feed/tasks/task';
import type { WorkerContext } from '../worker-context.js';

type Parts = Pick<WorkerContext, 'config' | 'database' | 'timelines' | 'instruments' | 'logger'>;

/** Puts a new post or share into the timelines of its author's followers. */
export const fanOutPost = reaction({
  name: fanOutKinds.task,
  on: fanOutKinds.events,
  retry: patient,
  bulk: true,
  effect: 'external',
  async run({ postId }, { signal }, { config, database, timelines, instruments, logger }: Parts) {
    const options = { ...config.fanOut, signal };
    const { outcome, pushed } = await fanOut(database, timelines, postId, options);
    logger.debug({ outcome, pushed }, 'fan-out');
    if (outcome !== 'pushed') return;
    const lagSeconds = (Date.now() - idTime(postId).getTime()) / 1000;
    instruments.visibleLag.observe({}, Math.max(0, lagSeconds));
  },
});
