import { followsOf, type FollowDirection, type FollowEntry } from '@feed/store/relations/follow-lists';
import { pageLoader } from '../../graphql/page-loader.js';
import { requireViewer } from '../../graphql/request-context.js';

const loaderOf = (direction: FollowDirection) =>
  pageLoader({
    key: Symbol(direction),
    fetch: (context, ownerIds, request) =>
      followsOf(context.app.database, requireViewer(context).userId, direction, ownerIds, request),
    parentOf: (entry: FollowEntry) => entry.ownerId,
  });

/** Pages of the lists of accounts, the newest follow first. */
export const loadFollows = { followers: loaderOf('followers'), following: loaderOf('following') };
