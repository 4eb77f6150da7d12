/** The parts of a GraphQL error that the api sends. */
export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ErrorDetails {
  /** A code of docs/errors.md, or `NETWORK` or `BAD_RESPONSE` when the api did not respond with GraphQL. */
  readonly code: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** The HTTP status; undefined without a response. */
  readonly status?: number | undefined;
  /** The time to wait before another attempt, as the api says. */
  readonly retryAfterSeconds?: number | undefined;
  /** Every fault, one sentence each. */
  readonly problems?: readonly string[];
  /** The fields of the response that are there in spite of the error. */
  readonly data?: unknown;
  readonly cause?: unknown;
}

/** A request that did not succeed. Test `code`, or the class; the message is for people. */
export class FeedError extends Error {
  readonly code: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly problems: readonly string[];
  readonly data: unknown;

  constructor(message: string, details: ErrorDetails) {
    super(message, { cause: details.cause });
    this.name = 'FeedError';
    this.code = details.code;
    this.extensions = details.extensions ?? {};
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.problems = details.problems ?? [message];
    this.data = details.data;
  }

  /** Finds the request in the api's logs. */
  get requestId(): string | undefined {
    return text(this.extensions['requestId']);
  }
}

/** There was no response: the network or the api is down, or it took too long. */
export class NetworkError extends FeedError {}

/** The caller is not logged in any more, or never was. */
export class UnauthenticatedError extends FeedError {
  /** Why: one of the reasons in docs/errors.md; undefined when the request had no token, or for a wrong password. */
  get reason(): string | undefined {
    return text(this.extensions['reason']);
  }
}

/** A value that has to be corrected. */
export class InvalidInputError extends FeedError {
  /** The argument, if it is one. */
  get field(): string | undefined {
    return text(this.extensions['field']);
  }
}

/** Too many requests. `retryAfterSeconds` says how long to wait. */
export class RateLimitedError extends FeedError {}

/** The api, or something it depends on, cannot do this at the moment. */
export class UnavailableError extends FeedError {}

/** Too much was missed: load the list again, then subscribe without `after`. */
export class ResyncError extends FeedError {}

const classes: Readonly<Record<string, typeof FeedError>> = {
  NETWORK: NetworkError,
  UNAUTHENTICATED: UnauthenticatedError,
  INVALID_INPUT: InvalidInputError,
  RATE_LIMITED: RateLimitedError,
  READ_ONLY: UnavailableError,
  UNAVAILABLE: UnavailableError,
  OVERLOADED: UnavailableError,
  TIMEOUT: UnavailableError,
  RESYNC: ResyncError,
};

/** The error of the class that its code has. */
export const errorOf = (message: string, details: ErrorDetails): FeedError =>
  new (classes[details.code] ?? FeedError)(message, details);

/** The error of a response that has errors. The first one decides its class. */
export function errorFrom(
  errors: readonly GraphqlError[],
  response: Pick<ErrorDetails, 'status' | 'retryAfterSeconds' | 'data'> = {},
): FeedError {
  const [{ message = 'The api reported an error', extensions = {} } = {} as Partial<GraphqlError>] = errors;
  const code = text(extensions['code']) ?? 'INTERNAL';
  const problems = errors.map((error) => error.message);
  return errorOf(message, { code, extensions, problems, ...response });
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
