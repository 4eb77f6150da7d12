import type { Resolvers } from '../kit/resolvers.js';
import { resolvers as accounts } from './identity/accounts/resolvers.js';
import { resolvers as blocks } from './safety/blocks/resolvers.js';
import { resolvers as comments } from './content/comments/resolvers.js';
import { resolvers as home } from './feed/home/resolvers.js';
import { resolvers as follows } from './graph/follows/resolvers.js';
import { resolvers as likes } from './content/likes/resolvers.js';
import { resolvers as mutes } from './safety/mutes/resolvers.js';
import { resolvers as posts } from './content/posts/resolvers.js';
import { resolvers as sessions } from './identity/sessions/resolvers.js';
import { resolvers as shares } from './content/shares/resolvers.js';

export interface Feature {
  /** Its folder, which also holds its `schema.graphql`. */
  readonly name: string;
  readonly resolvers: Resolvers;
}

/** Every feature of the api. A feature never imports another one; types are shared by extending them in SDL. */
export const features: readonly Feature[] = [
  { name: 'identity/accounts', resolvers: accounts },
  { name: 'safety/blocks', resolvers: blocks },
  { name: 'content/comments', resolvers: comments },
  { name: 'feed/home', resolvers: home },
  { name: 'graph/follows', resolvers: follows },
  { name: 'content/likes', resolvers: likes },
  { name: 'safety/mutes', resolvers: mutes },
  { name: 'content/posts', resolvers: posts },
  { name: 'identity/sessions', resolvers: sessions },
  { name: 'content/shares', resolvers: shares },
];
