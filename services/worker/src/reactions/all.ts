import { backfillFollow } from './backfill-follow.js';
import { cleanUpBlock } from './clean-up-block.js';
import { cleanUpUnfollow } from './clean-up-unfollow.js';
import { fanOutPost } from './fan-out-post.js';
import { welcomeMail } from './welcome-mail.js';

/** Every consequence of an event. */
export const reactions = [backfillFollow, cleanUpBlock, cleanUpUnfollow, fanOutPost, welcomeMail];
