import type { Resolvers } from '../../../kit/resolvers.js';

export const resolvers = {} satisfies Resolvers;
