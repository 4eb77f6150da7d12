import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { AppContext } from './context.js';
import { features } from './features/all.js';
import type { GraphQLSchema } from './graphql/engine.js';
import { createPipeline, type Pipeline } from './graphql/pipeline.js';
import { createRequestContext } from './kit/request-context.js';
import type { Resolvers } from './kit/resolvers.js';
import { dateTime } from './kit/scalars.js';

const readSdl = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/**
 * The executable schema: the base and every registered feature.
 * @throws Error when the SDL and the resolvers do not match
 */
export function buildSchema(): GraphQLSchema {
  const base: Resolvers = { DateTime: dateTime };
  return makeExecutableSchema({
    typeDefs: [
      readSdl('./kit/base.graphql'),
      ...features.map(({ name }) => readSdl(`./features/${name}/schema.graphql`)),
    ],
    resolvers: [base, ...features.map(({ resolvers }) => resolvers)] as never,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}

/** What transports execute operations with. */
export const buildPipeline = (app: AppContext): Pipeline =>
  createPipeline(app, buildSchema(), createRequestContext);
