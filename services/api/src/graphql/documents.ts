import { type CodedError, isCodedError } from '@feed/platform/errors';
import { LRUCache } from 'lru-cache';
import { Rejection } from '../limits/rejection.js';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type Source,
  parse,
  specifiedRules,
  validate,
  visit,
} from './engine.js';
import { completeBarePayload } from './bare-payload.js';
import { keepCodeCollectable } from './compile.js';
import type { TextLengths } from './limits/cost.js';
import { checkShape } from './limits/shape.js';
import { checkTokens } from './limits/tokens.js';
import { checkLiterals } from './limits/well-formed.js';
import { type Operation, prepareOperation } from './operation.js';

/** The cached results of preparing a query text. */
interface Prepared {
  document: DocumentNode;
  /** Of the validation, with and without hints, each from when it was first needed. */
  errors: Map<boolean, readonly GraphQLError[]>;
  operations: Map<string, Operation>;
}

/** The results of parsing, validating and preparing, each computed once per query text. */
export interface Documents {
  /** @throws GraphQLError that carries a CodedError */
  parse(source: Source): DocumentNode;
  /** @param hideHints whether errors must not suggest names of the schema */
  validate(document: DocumentNode, hideHints: boolean): readonly GraphQLError[];
  /** The operation to run. @throws GraphQLError when the document has no such operation */
  operation(document: DocumentNode, name: string | null | undefined): Operation;
}

const maxEntries = 1000;
/** Characters of all query texts. Document and compiled code take about 50 bytes per character: 25 MB when full. */
const maxCharacters = 500_000;
const maxReportedErrors = 10;

export function createDocuments(
  schema: GraphQLSchema,
  onCache?: (result: 'hit' | 'miss') => void,
  texts?: TextLengths,
): Documents {
  keepCodeCollectable();
  const byText = new LRUCache<string, Prepared>({ max: maxEntries, maxSize: maxCharacters });
  const byDocument = new WeakMap<DocumentNode, Prepared>();
  return {
    parse(source) {
      const known = byText.get(source.body);
      onCache?.(known ? 'hit' : 'miss');
      if (known) return known.document;
      const prepared = prepare(schema, source);
      byText.set(source.body, prepared, { size: source.body.length + 1 });
      byDocument.set(prepared.document, prepared);
      return prepared.document;
    },
    validate(document, hideHints) {
      const errors = byDocument.get(document)?.errors;
      const known = errors?.get(hideHints);
      if (known) return known;
      const found = validated(schema, document, hideHints);
      errors?.set(hideHints, found);
      return found;
    },
    operation: (document, name) =>
      findOperation(schema, document, byDocument.get(document), name ?? '', texts),
  };
}

function prepare(schema: GraphQLSchema, source: Source): Prepared {
  try {
    checkTokens(source);
    const parsed = parse(source);
    checkShape(parsed);
    checkLiterals(parsed);
    const document = source.body.includes('payload') ? completeBarePayload(schema, parsed) : parsed;
    forgetTokens(document);
    return { document, errors: new Map(), operations: new Map() };
  } catch (error) {
    throw coded(error);
  }
}

/**
 * Errors and compiled code need the line and column of a node. The tokens that graphql keeps for them form a chain
 * several times as large as the text.
 */
function forgetTokens(document: DocumentNode): void {
  visit(document, {
    enter({ loc }) {
      if (!loc) return;
      const { line, column } = loc.startToken;
      Object.assign(loc, { startToken: { line, column }, endToken: undefined });
    },
  });
}

function validated(schema: GraphQLSchema, document: DocumentNode, hideHints: boolean): GraphQLError[] {
  const options = { maxErrors: maxReportedErrors, hideSuggestions: hideHints };
  const errors = validate(schema, document, specifiedRules, undefined, options);
  return errors.map((error) =>
    recoded(error, new Rejection('validation', 'GRAPHQL_VALIDATION_FAILED', error.message)),
  );
}

function coded(error: unknown): unknown {
  if (isCodedError(error))
    return new GraphQLError(error.message, undefined, undefined, undefined, undefined, error);
  if (!(error instanceof GraphQLError)) return error;
  return recoded(error, new Rejection('syntax', 'GRAPHQL_PARSE_FAILED', error.message));
}

/** The same error with the code that clients see. */
export function recoded({ message, nodes, source, positions }: GraphQLError, code: CodedError): GraphQLError {
  return new GraphQLError(message, nodes, source, positions, undefined, code);
}

function findOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  prepared: Prepared | undefined,
  name: string,
  texts: TextLengths | undefined,
): Operation {
  const known = prepared?.operations.get(name);
  if (known) return known;
  const operation = prepareOperation(schema, document, name, texts);
  prepared?.operations.set(name, operation);
  return operation;
}
