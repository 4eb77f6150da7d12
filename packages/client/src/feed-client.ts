// The public interface of the package.
export {
  createClient,
  type Client,
  type ClientOptions,
  type MutateOptions,
  type QueryOptions,
} from './client.js';
export type { TypedDocument } from './document.js';
export {
  FeedError,
  type GraphqlError,
  InvalidInputError,
  NetworkError,
  RateLimitedError,
  ResyncError,
  UnauthenticatedError,
  UnavailableError,
} from './errors.js';
export type { EndReason } from './keeper.js';
export { type Outcome, succeeded } from './outcome.js';
export { createSeen, type Seen } from './seen.js';
export { createSession, type Session, type SessionOptions } from './session.js';
export { browserLock, browserStore, type Lock, memoryStore, type TokenStore } from './stores.js';
export type { Account, Tokens } from './tokens.js';
