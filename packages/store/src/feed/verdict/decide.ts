import type { Facts } from './facts.js';

export type FeedRule =
  | 'NOT_VISIBLE'
  | 'DELETED'
  | 'BLOCKED_BY_YOU'
  | 'MUTED_ACCOUNT'
  | 'NOT_FOLLOWED'
  | 'SHARED_EARLIER'
  | 'OWN'
  | 'AUTHORED'
  | 'SHARED';

/** The rule that decides about a post or share. */
export interface Decision {
  rule: FeedRule;
  /** The account that the rule is about. */
  accountId: string | null;
  /** The id of the viewer's relation to that account, or the time of the deletion: since when the rule applies. */
  since: string | Date | null;
  /** The id of the entry of the feed; null when there is none. */
  entryId: string | null;
}

const outside = (rule: FeedRule, accountId: string | null, since: string | Date | null = null): Decision => ({
  rule,
  accountId,
  since,
  entryId: null,
});

/** The first rule that applies, in the order in which the API lists them. */
export function decide(viewerId: string, facts: Facts | undefined): Decision {
  if (!facts?.known) return outside('NOT_VISIBLE', null);
  return (
    hiddenByViewer(viewerId, facts) ?? (facts.isShare ? ofShare(viewerId, facts) : ofPost(viewerId, facts))
  );
}

/** A deletion, block or mute by the viewer. */
function hiddenByViewer(viewerId: string, facts: Facts): Decision | undefined {
  const { byId, authorId, deletedAt, postDeletedAt } = facts;
  const deleted = deletedAt ?? postDeletedAt;
  if (deleted) return outside('DELETED', viewerId, deleted);
  if (facts.blockOfBy !== null) return outside('BLOCKED_BY_YOU', byId, facts.blockOfBy);
  if (facts.blockOfAuthor !== null) return outside('BLOCKED_BY_YOU', authorId, facts.blockOfAuthor);
  if (facts.muteOfBy !== null) return outside('MUTED_ACCOUNT', byId, facts.muteOfBy);
  if (facts.muteOfAuthor !== null) return outside('MUTED_ACCOUNT', authorId, facts.muteOfAuthor);
  return undefined;
}

function ofPost(viewerId: string, facts: Facts): Decision {
  const { id: entryId, authorId, followOfAuthor, mutedSharerId } = facts;
  if (authorId === viewerId) return { rule: 'OWN', accountId: authorId, since: null, entryId };
  if (followOfAuthor !== null)
    return { rule: 'AUTHORED', accountId: authorId, since: followOfAuthor, entryId };
  if (facts.shareId !== null) return shared(facts);
  if (mutedSharerId !== null) return outside('MUTED_ACCOUNT', mutedSharerId, facts.muteOfSharer);
  return outside('NOT_FOLLOWED', authorId);
}

function ofShare(viewerId: string, facts: Facts): Decision {
  const { id, byId, authorId } = facts;
  if (byId !== viewerId && facts.followOfBy === null) return outside('NOT_FOLLOWED', byId);
  if (authorId === viewerId || facts.followOfAuthor !== null)
    return outside('SHARED_EARLIER', authorId, facts.followOfAuthor);
  return facts.shareId === id
    ? shared(facts)
    : outside('SHARED_EARLIER', facts.sharerId, facts.followOfSharer);
}

const shared = ({ shareId, sharerId, followOfSharer }: Facts): Decision => ({
  ...{ rule: 'SHARED', accountId: sharerId, since: followOfSharer },
  entryId: shareId,
});
