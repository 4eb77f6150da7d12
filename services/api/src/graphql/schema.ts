import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { features } from '../features/index.js';
import type { GraphQLSchema } from './engine.js';
import type { Resolvers } from './resolvers.js';
import { dateTime } from './scalars.js';

const readSdl = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/**
 * The executable schema: the base and every registered feature.
 * @throws Error when SDL and resolvers do not fit together
 */
export function buildSchema(): GraphQLSchema {
  const base: Resolvers = { DateTime: dateTime };
  return makeExecutableSchema({
    typeDefs: [
      readSdl('./base.graphql'),
      ...features.map(({ name }) => readSdl(`../features/${name}/schema.graphql`)),
    ],
    resolvers: [base, ...features.map(({ resolvers }) => resolvers)] as never,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
