import type { FeedRule } from './documents.js';

/** The rules that decide whether a post is in a feed, for people. */
export const rules: Readonly<Record<FeedRule, string>> = {
  NOT_VISIBLE: 'There is no such post, its author has deleted it, or the account may not see it.',
  DELETED: 'The account has deleted the post or share.',
  HIDDEN: 'A moderator has hidden the post.',
  BLOCKED_BY_YOU: 'The account has blocked the author or sharer.',
  MUTED_ACCOUNT: 'The account has muted the author, or everyone whose share would bring the post.',
  MUTED_WORD: 'The post contains a word that the account has muted.',
  HIDDEN_BY_LIST: 'The author is in a list that is hidden from the feed.',
  NOT_FOLLOWED: 'The account does not follow the author, and no one it follows has shared the post.',
  SHARES_OFF: 'The account does not want to see what the sharer shares.',
  SHARED_EARLIER: 'Something else brings the post into the feed already: an earlier share, or its author.',
  OWN: 'The account has written the post.',
  AUTHORED: 'The account follows the author.',
  SHARED: 'The account, or one that it follows, has shared the post.',
};
