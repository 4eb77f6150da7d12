import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { AppContext } from './context.js';
import { folders, resolvers } from './features/all.js';
import type { GraphQLSchema } from './graphql/engine.js';
import { createPipeline, type Pipeline } from './graphql/pipeline.js';
import { createRequestContext } from './kit/request-context.js';
import { longTexts } from './kit/shown.js';
import { dateTime, json, parseId, upload } from './kit/scalars.js';

const readSdl = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The SDL of the base and of every registered feature. */
const typeDefs = (): string[] => [
  readSdl('./kit/base.graphql'),
  ...folders.map((folder) => readSdl(`./features/${folder}/schema.graphql`)),
];

/** The schema without resolvers, as its SDL describes it. @throws Error when the SDL is not valid */
export const readSchema = (): GraphQLSchema => makeExecutableSchema({ typeDefs: typeDefs() });

/**
 * The executable schema.
 * @throws Error when there are resolvers that the SDL does not have
 */
export function buildSchema(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: typeDefs(),
    resolvers: [
      { DateTime: dateTime, JSON: json, Upload: upload, ID: { parseValue: parseId } },
      resolvers,
    ] as never,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}

/** The pipeline with which transports execute operations. */
export const buildPipeline = (app: AppContext): Pipeline =>
  createPipeline(app, buildSchema(), createRequestContext, longTexts);
