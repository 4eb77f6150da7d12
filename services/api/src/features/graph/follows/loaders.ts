import { followsOf, type FollowDirection, type FollowEntry } from '@feed/store/graph/follows/reads';
import { pageLoader } from '../../../kit/page-loader.js';
import { requireViewer } from '../../../kit/request-context.js';

const loaderOf = (direction: FollowDirection) =>
  pageLoader({
    key: Symbol(direction),
    fetch: (context, ownerIds, request, columns) => {
      const { userId } = requireViewer(context);
      return followsOf(context.app.database, userId, direction, ownerIds, { ...request, columns });
    },
    parentOf: (entry: FollowEntry) => entry.ownerId,
  });

/** Pages of the lists of accounts, the newest follow first. */
export const loadFollows = { followers: loaderOf('followers'), following: loaderOf('following') };
