import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse, printSchema } from '@feed/api/graphql/engine';
import { readSchema } from '@feed/api/schema';

/** The file of the generated types; the imports in this configuration are relative to it. */
export const typesFile = 'services/api/src/kit/schema-types.ts';

/** The parent that the resolvers of an object type receive. A type without a view has the fields of its SDL. */
const views = {
  CustomUserType: '@feed/store/identity/users/view#UserView',
  PostType: '@feed/store/content/posts/view#PostView',
  CommentType: '@feed/store/content/comments/view#CommentView',
  PostLikeType: '@feed/store/content/likes/view#LikeView',
  CommentLikeType: '@feed/store/content/likes/view#LikeView',
  ShareType: '@feed/store/content/shares/view#ShareView',
  HomeFeedEdge: '@feed/store/feed/entry#FeedEntry',
  FeedReason: '@feed/store/feed/entry#FeedReasonView',
  UserStatsType: '@feed/store/content/posts/statistics#AuthorStatistics',
  SessionType: '@feed/store/identity/sessions/view#SessionView',
  AuditEntryType: '@feed/store/operators/audit/reads#AuditEntry',
  ProcessType: '@feed/store/operators/processes/process#SeenProcess',
  TaskType: '@feed/tasks/sql/inspect#TaskView',
};

const config = {
  contextType: './request-context.js#RequestContext',
  mappers: views,
  scalars: { ID: 'string', DateTime: { input: 'Date', output: 'Date | string' }, Upload: 'never' },
  defaultScalarType: 'unknown',
  maybeValue: 'T | null',
  inputMaybeValue: 'T | null | undefined',
  enumsAsTypes: true,
  skipTypename: true,
  useTypeImports: true,
  makeResolverTypeCallable: true,
  disableDescriptions: true,
};

const heading = '// Written by "npm run schema" from the SDL in services/api/src. Do not edit.\n';

/** The TypeScript types of the schema's resolvers and arguments. */
export async function generateTypes(): Promise<string> {
  const text = await codegen({
    filename: typesFile,
    documents: [],
    schema: parse(printSchema(readSchema())) as never,
    config,
    plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
    pluginMap: { typescript, typescriptResolvers },
  });
  return `${heading}${text.replace("from 'graphql'", "from '../graphql/engine.js'")}`;
}
