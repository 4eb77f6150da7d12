import type { Happening } from '@feed/store/live/happening';
import { missedOfPost, missedPosts } from '@feed/store/live/missed';
import { asSeenBy, type Seen, showHappenings } from '@feed/store/live/show';
import { isId } from '@feed/store/postgres/ids';
import type { Queryable } from '@feed/store/postgres/queryable';
import type { AppContext } from '../../../context.js';
import { maxMissed, type MissedBy } from '../../../kit/subscription.js';

const none: ReadonlySet<string> = new Set();

/**
 * Reads what a subscription about posts has missed, with the events made by `eventOf`. Events that the viewer may not see
 * count too, because their number is limited before it is decided who sees them.
 */
export const missedShown =
  <Event>(eventOf: (seen: Seen) => Event) =>
  async ({ database }: AppContext, missed: MissedBy): Promise<Event[] | undefined> => {
    const happenings = await missedBy(database, missed);
    if (happenings.length > maxMissed) return undefined;
    const { viewerId, subject } = missed;
    const [viewer, ofPost] = [new Set([viewerId]), subject.of === 'post'];
    const audience = { watching: ofPost ? viewer : none, following: ofPost ? none : viewer, home: none };
    const wanted = happenings.map((happening) => ({ happening, audience }));
    return (await showHappenings(database, wanted))
      .filter((shown) => shown.audience.watching.size + shown.audience.following.size > 0)
      .map((shown) => eventOf(asSeenBy(shown, viewerId)));
  };

async function missedBy(q: Queryable, { viewerId, since, subject }: MissedBy): Promise<Happening[]> {
  const missed = { viewerId, since, limit: maxMissed + 1 };
  if (subject.of === 'post') return missedOfPost(q, missed, subject);
  if (subject.of === 'home') return [];
  const { authorId } = subject;
  return authorId === undefined || isId(authorId) ? missedPosts(q, missed, authorId) : [];
}
