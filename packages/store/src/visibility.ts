import type { ChangeKind } from './journal/changes.js';

/**
 * Who may see what, as fragments of SQL. Every statement that shows rows to a viewer takes its conditions from here, so
 * a new rule is added in one place; only the reference feed is written separately, to check this file.
 *
 * Arguments are SQL: an expression for an account's id, such as `$1`, or the alias of a row. An anonymous viewer is
 * NULL, which no account has blocked or muted.
 */

/**
 * The tables that these rules read, with the kind of change by which the journal says that they may decide otherwise:
 * caches of what a viewer may see depend on it. A rule reads its tables through `rows`, so one that reads another table
 * does not compile without an entry here, and a test finds out whether the journal has such changes.
 */
export const journaledAs = {
  blocks: 'relation',
  mutes: 'relation',
} as const satisfies Readonly<Record<string, ChangeKind>>;

const rows = (table: keyof typeof journaledAs): string => table;

/** Neither of the two has blocked the other. */
function notBlocked(one: string, other: string): string {
  return `${notBlockedBy(one, other)}
    AND ${notBlockedBy(other, one)}`;
}

const notBlockedBy = (blocker: string, account: string): string =>
  `NOT EXISTS (SELECT FROM ${rows('blocks')} b WHERE b.blocker_id = ${blocker} AND b.blocked_id = ${account})`;

/** The id of the viewer's block of the account, from which its time can be read; NULL without a block. */
export const blockOf = (viewer: string, account: string): string =>
  `(SELECT b.id FROM ${rows('blocks')} b WHERE b.blocker_id = ${viewer} AND b.blocked_id = ${account})`;

/** The id of the viewer's mute of the account, from which its time can be read; NULL without a mute. */
export const muteOf = (viewer: string, account: string): string =>
  `(SELECT m.id FROM ${rows('mutes')} m WHERE m.muter_id = ${viewer} AND m.muted_id = ${account})`;

/**
 * The same as committed at this moment, for a statement that has waited for the locks of both accounts: a block that was
 * committed while it waited is not among the rows that it sees.
 */
export function notBlockedNow(one: string, other: string): string {
  return `NOT blocked_now(${one}, ${other})`;
}

/** The viewer may see the account, and its name beside what it wrote or liked. */
export function visibleAccount(viewer: string, account: string): string {
  return notBlocked(viewer, account);
}

/** The viewer may see the post. A share is not a post of its own here. */
export function visiblePost(viewer: string, post: string): string {
  return `${post}.shared_post_id IS NULL AND ${standing(viewer, post)}`;
}

/** The viewer may see the post, provided that its author is visible. A share is not a post of its own here. */
export function postOfVisibleAccount(post: string): string {
  return `${post}.shared_post_id IS NULL AND ${post}.deleted_at IS NULL`;
}

/** Every viewer may see the post, except those who have blocked its author or whom its author has blocked. */
export function publicPost(post: string): string {
  return `${post}.shared_post_id IS NULL AND ${post}.deleted_at IS NULL`;
}

/** The viewer may see the share, provided that the shared post is visible. */
export function visibleShare(viewer: string, share: string): string {
  return standing(viewer, share);
}

/** The viewer may see the comment, provided that its post is visible. */
export function visibleComment(viewer: string, comment: string): string {
  return standing(viewer, comment);
}

/** The viewer may see the comment and the post it is on; both aliases are of joined rows. */
export function visibleCommentOn(viewer: string, comment: string, post: string): string {
  return `${visibleComment(viewer, comment)}
    AND ${visiblePost(viewer, post)}`;
}

/** The row is not deleted, and the viewer may see its author. */
function standing(viewer: string, row: string): string {
  return `${row}.deleted_at IS NULL AND ${visibleAccount(viewer, `${row}.author_id`)}`;
}

/**
 * The viewer could see the post or share if the viewer had not blocked its author, so it may be named to the viewer. Every
 * condition of `standing` that is not the viewer's own doing must be here as well.
 */
export function visibleBehindBlock(viewer: string, row: string): string {
  return `${row}.deleted_at IS NULL AND ${notBlockedBy(`${row}.author_id`, viewer)}`;
}

/** Posts and shares of the account may be brought to the viewer, who has not muted it: see `ineligibleAccounts`. */
export function eligibleAccount(viewer: string, account: string): string {
  return `NOT EXISTS (SELECT FROM (${ineligibleAccounts(viewer)}) ineligible WHERE ineligible.id = ${account})`;
}

/**
 * The ids of the accounts whose posts and shares are not eligible for the viewer's home feed. It is a list, not a
 * condition, because a feed asks for each of many rows, and each probe would be one more join for the planner to order.
 */
export function ineligibleAccounts(viewer: string): string {
  return `SELECT muted_id AS id FROM ${rows('mutes')} WHERE muter_id = ${viewer}
    UNION ALL SELECT blocked_id FROM ${rows('blocks')} WHERE blocker_id = ${viewer}
    UNION ALL SELECT blocker_id FROM ${rows('blocks')} WHERE blocked_id = ${viewer}`;
}
