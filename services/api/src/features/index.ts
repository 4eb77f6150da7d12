import type { Resolvers } from '../graphql/resolvers.js';
import { resolvers as accounts } from './accounts/resolvers.js';
import { resolvers as blocks } from './blocks/resolvers.js';
import { resolvers as comments } from './comments/resolvers.js';
import { resolvers as feeds } from './feeds/resolvers.js';
import { resolvers as follows } from './follows/resolvers.js';
import { resolvers as likes } from './likes/resolvers.js';
import { resolvers as mutes } from './mutes/resolvers.js';
import { resolvers as posts } from './posts/resolvers.js';
import { resolvers as sessions } from './sessions/resolvers.js';
import { resolvers as shares } from './shares/resolvers.js';

export interface Feature {
  /** Its folder, which also holds its `schema.graphql`. */
  readonly name: string;
  readonly resolvers: Resolvers;
}

/** Every feature of the api. A feature never imports another one; types are shared by extending them in SDL. */
export const features: readonly Feature[] = [
  { name: 'accounts', resolvers: accounts },
  { name: 'blocks', resolvers: blocks },
  { name: 'comments', resolvers: comments },
  { name: 'feeds', resolvers: feeds },
  { name: 'follows', resolvers: follows },
  { name: 'likes', resolvers: likes },
  { name: 'mutes', resolvers: mutes },
  { name: 'posts', resolvers: posts },
  { name: 'sessions', resolvers: sessions },
  { name: 'shares', resolvers: shares },
];
