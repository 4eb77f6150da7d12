interface CatalogueEntry {
  /** HTTP status of a response without data. */
  readonly status: number;
  readonly description: string;
  /** The caller can correct the request: mutations report the error in their payload, not as a GraphQL error. */
  readonly userFault: boolean;
}

const fault = (status: number, description: string): CatalogueEntry => ({
  status,
  description,
  userFault: false,
});
const userFault = (status: number, description: string): CatalogueEntry => ({
  status,
  description,
  userFault: true,
});

/** Every error code a client can receive. `docs/errors.md` explains them to client developers; a test compares the two. */
export const errorCatalogue = {
  BAD_REQUEST: fault(400, 'The HTTP request is not a well-formed GraphQL request.'),
  PERSISTED_QUERY_NOT_SUPPORTED: fault(200, 'The request has the hash of a query instead of the query.'),
  GRAPHQL_PARSE_FAILED: fault(400, 'The GraphQL document has a syntax error.'),
  GRAPHQL_VALIDATION_FAILED: fault(400, 'The GraphQL document does not match the schema.'),
  QUERY_TOO_COMPLEX: fault(
    400,
    'The GraphQL document or its response exceeds a limit: tokens, depth, aliases, cost or size.',
  ),
  INVALID_INPUT: userFault(400, 'An argument has an invalid value.'),
  INVALID_CURSOR: fault(400, 'A pagination cursor is invalid: the API did not issue it.'),
  UNAUTHENTICATED: fault(401, 'The caller is not logged in, or the token is invalid or has expired.'),
  FORBIDDEN: userFault(403, 'The caller is logged in but not allowed to do this.'),
  NOT_FOUND: userFault(404, 'The object does not exist, or the caller may not see it.'),
  METHOD_NOT_ALLOWED: fault(405, 'The path does not support this HTTP method.'),
  CONFLICT: userFault(409, 'The change conflicts with existing data, for example a username that is taken.'),
  RESYNC: fault(409, 'A subscription cannot be resumed: too much has happened since, or too long ago.'),
  BODY_TOO_LARGE: fault(413, 'The request body exceeds the size limit.'),
  UNSUPPORTED_MEDIA_TYPE: fault(415, 'The content type of the request body is not supported.'),
  IDEMPOTENCY_KEY_REUSED: fault(422, 'The idempotency key was already used for a different request.'),
  RATE_LIMITED: fault(
    429,
    'Too many or too expensive requests from this account or network address, or too many bytes stored in a day.',
  ),
  INTERNAL: fault(500, 'An unexpected failure in the system.'),
  READ_ONLY: fault(503, 'The database is read-only at the moment; reads still work.'),
  UNAVAILABLE: fault(503, 'A service that this request depends on cannot be reached.'),
  OVERLOADED: fault(503, 'The system is at capacity and did not finish the request.'),
  TIMEOUT: fault(504, 'The request was not finished before its deadline.'),
} satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export interface ErrorDetails {
  /** The invalid argument, by its GraphQL name. */
  field?: string;
  /** Tells errors of one code apart, for programs: `extensions.reason`. */
  subcode?: string;
  retryAfterSeconds?: number;
  /** For logs only, never sent to a client. */
  cause?: unknown;
}

/** The only error whose message may be sent to a client. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly subcode?: string;
  readonly retryAfterSeconds?: number;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CodedError';
    this.code = code;
    if (details.field !== undefined) this.field = details.field;
    if (details.subcode !== undefined) this.subcode = details.subcode;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export function isCodedError(error: unknown): error is CodedError {
  return error instanceof CodedError;
}
