interface CatalogueEntry {
  /** HTTP status of a response that consists of this error only. */
  readonly status: number;
  readonly description: string;
  /** Whether the caller can correct it. Mutations then report it in their payload (`success: false`), not as a GraphQL error. */
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

/** Every error code that a client can see. `docs/errors.md` explains them; a test compares the two. */
export const errorCatalogue = {
  BAD_REQUEST: fault(400, 'The HTTP request is not a well-formed GraphQL request.'),
  GRAPHQL_PARSE_FAILED: fault(400, 'The GraphQL document has a syntax error.'),
  GRAPHQL_VALIDATION_FAILED: fault(400, 'The GraphQL document does not fit the schema.'),
  QUERY_TOO_COMPLEX: fault(
    400,
    'The GraphQL document or its answer exceeds a limit: tokens, depth, aliases, cost, size.',
  ),
  INVALID_INPUT: userFault(400, 'An argument has a value that is not accepted.'),
  INVALID_CURSOR: fault(400, 'A pagination cursor was not issued by this system.'),
  UNAUTHENTICATED: fault(401, 'The caller is not logged in, or the token is invalid or expired.'),
  FORBIDDEN: userFault(403, 'The caller is known but may not do this.'),
  NOT_FOUND: userFault(404, 'The thing does not exist, or the caller may not see it.'),
  METHOD_NOT_ALLOWED: fault(405, 'The path does not answer this HTTP method.'),
  CONFLICT: userFault(409, 'The change collides with what is already stored.'),
  BODY_TOO_LARGE: fault(413, 'The request body exceeds the size limit.'),
  UNSUPPORTED_MEDIA_TYPE: fault(415, 'The content type of the body is not accepted.'),
  IDEMPOTENCY_KEY_REUSED: fault(422, 'The idempotency key was used before for another request.'),
  RATE_LIMITED: fault(429, 'The account or the address has made too many requests.'),
  INTERNAL: fault(500, 'An unexpected failure inside the system.'),
  READ_ONLY: fault(503, 'The database accepts no writes at present; reads still work.'),
  UNAVAILABLE: fault(503, 'A part that this request needs cannot be reached.'),
  OVERLOADED: fault(503, 'The system is at its limit and refused the request before starting it.'),
  TIMEOUT: fault(504, 'The request reached its deadline before it was finished.'),
} satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export interface ErrorDetails {
  /** The invalid argument, in the client's spelling. */
  field?: string;
  retryAfterSeconds?: number;
  /** Logged, and never sent to a client. */
  cause?: unknown;
}

/** The only kind of error whose message may be shown to a client. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly retryAfterSeconds?: number;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CodedError';
    this.code = code;
    if (details.field !== undefined) this.field = details.field;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export function isCodedError(error: unknown): error is CodedError {
  return error instanceof CodedError;
}
