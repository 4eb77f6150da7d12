import { type CompleteResolvers, mergeResolvers } from '../kit/resolvers.js';
import { resolvers as comments } from './content/comments/resolvers.js';
import { resolvers as live } from './content/live/resolvers.js';
import { resolvers as likes } from './content/likes/resolvers.js';
import { resolvers as posts } from './content/posts/resolvers.js';
import { resolvers as shares } from './content/shares/resolvers.js';
import { resolvers as statistics } from './content/statistics/resolvers.js';
import { resolvers as interactions } from './discovery/interactions/resolvers.js';
import { resolvers as search } from './discovery/search/resolvers.js';
import { resolvers as trending } from './discovery/trending/resolvers.js';
import { resolvers as home } from './feed/home/resolvers.js';
import { resolvers as liveHome } from './feed/live/resolvers.js';
import { resolvers as verdict } from './feed/verdict/resolvers.js';
import { resolvers as follows } from './graph/follows/resolvers.js';
import { resolvers as friendships } from './graph/friendships/resolvers.js';
import { resolvers as accounts } from './identity/accounts/resolvers.js';
import { resolvers as sessions } from './identity/sessions/resolvers.js';
import { resolvers as messages } from './inbox/messages/resolvers.js';
import { resolvers as audit } from './operators/audit/resolvers.js';
import { resolvers as operatedFeeds } from './operators/feeds/resolvers.js';
import { resolvers as mails } from './operators/mails/resolvers.js';
import { resolvers as roles } from './operators/roles/resolvers.js';
import { resolvers as system } from './operators/system/resolvers.js';
import { resolvers as tasks } from './operators/tasks/resolvers.js';
import { resolvers as blocks } from './safety/blocks/resolvers.js';
import { resolvers as mutes } from './safety/mutes/resolvers.js';

/** Every feature of the api by its folder, which also has its `schema.graphql`. */
const features = {
  'identity/accounts': accounts,
  'safety/blocks': blocks,
  'content/comments': comments,
  'feed/home': home,
  'feed/live': liveHome,
  'graph/follows': follows,
  'content/likes': likes,
  'content/live': live,
  'safety/mutes': mutes,
  'content/posts': posts,
  'discovery/search': search,
  'identity/sessions': sessions,
  'content/shares': shares,
  'content/statistics': statistics,
  'discovery/trending': trending,
  'discovery/interactions': interactions,
  'graph/friendships': friendships,
  'inbox/messages': messages,
  'feed/verdict': verdict,
  'operators/roles': roles,
  'operators/audit': audit,
  'operators/system': system,
  'operators/tasks': tasks,
  'operators/feeds': operatedFeeds,
  'operators/mails': mails,
};

export const folders = Object.keys(features);

/** Compiles only while every field of the schema has a resolver in a feature, or a property of its parent's view. */
export const resolvers: CompleteResolvers = mergeResolvers(Object.values(features));
