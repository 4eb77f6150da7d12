import { type CacheRules, forgetLists, succeeded } from '../live/cache.js';

const muting = ['homeFeed', 'mutedUsers'];
/** After a block neither account sees anything of the other, in any list. */
const blocking = ['homeFeed', 'trendingPosts', 'postsConnection', 'searchUsers', 'userById', 'blockedUsers'];

/** The lists that each mutation changes for the account itself. */
const lists: Readonly<Record<string, readonly string[]>> = {
  followUser: ['homeFeed'],
  unfollowUser: ['homeFeed'],
  muteUser: muting,
  unmuteUser: muting,
  blockUser: blocking,
  unblockUser: blocking,
};

export const cacheRules: CacheRules = {
  embedded: ['UserConnection', 'UserEdge'],
  updates: Object.fromEntries(
    Object.entries(lists).map(([mutation, fields]) => [
      mutation,
      (result, _variables, cache) => {
        if (succeeded(result[mutation])) fields.forEach((field) => forgetLists(cache, field));
      },
    ]),
  ),
};
