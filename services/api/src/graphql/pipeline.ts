import type { RequestFacts } from '../auth/request-facts.js';
import type { AppContext } from '../context.js';
import { createDocuments, type Documents } from './documents.js';
import type { DocumentNode, ExecutionArgs, GraphQLError, GraphQLSchema, Source } from './engine.js';
import { countErrors, createErrorReport, type ErrorReport, type Translate } from './errors.js';
import type { TextLengths } from './limits/cost.js';
import { declareOperationMetric } from './operation-metric.js';
import type { Operation } from './operation.js';
import { createRun, type Run } from './run.js';
import { createSubscribe, type Subscribe } from './subscribe.js';
import { seesSchema } from './schema-access.js';

/**
 * The stages of an operation, in the order in which they are called. `execute` calls them all; express-graphql calls
 * them as its hooks. Either way an operation goes through the same caches, limits, metrics and error formats.
 */
export interface Pipeline {
  readonly schema: GraphQLSchema;
  /** Makes the formatter of the errors of one response. @param translate for errors that only the transport knows */
  report(facts: RequestFacts, translate?: Translate): ErrorReport;
  /** The context that the resolvers of one request share. */
  contextOf(facts: RequestFacts): RequestFacts;
  /** @throws GraphQLError for a text that has a syntax error or exceeds a limit */
  parse(source: Source): DocumentNode;
  validate(document: DocumentNode, facts: RequestFacts): readonly GraphQLError[];
  /** @throws GraphQLError when the document has no such operation */
  typeOf(args: Pick<ExecutionArgs, 'document' | 'operationName'>): Operation['type'];
  readonly run: Run;
  readonly subscribe: Subscribe;
  /** Counts what `report` has formatted. */
  count(report: ErrorReport): void;
}

/** Makes the context of a request for its resolvers. */
export type ContextOf = (app: AppContext, facts: RequestFacts) => RequestFacts;

/** @param texts the fields of the schema that show long texts */
export function createPipeline(
  app: AppContext,
  schema: GraphQLSchema,
  contextOf: ContextOf,
  texts: TextLengths,
): Pipeline {
  const { instruments, logger } = app;
  const count = (result: 'hit' | 'miss'): void => instruments.cache.inc({ cache: 'document', result });
  const metric = declareOperationMetric(app.metrics, schema);
  const documents: Documents = createDocuments(schema, count, texts);
  return {
    schema,
    report: ({ requestId }, translate) => createErrorReport(logger, requestId, translate),
    contextOf: (facts) => contextOf(app, facts),
    parse: (source) => documents.parse(source),
    validate: (document, facts) => documents.validate(document, !seesSchema(app, facts)),
    typeOf: ({ document, operationName }) => documents.operation(document, operationName).type,
    run: createRun(app, documents, metric),
    subscribe: createSubscribe({ app, documents, metric, contextOf: (facts) => contextOf(app, facts) }),
    count: (report) => countErrors(instruments, report),
  };
}
