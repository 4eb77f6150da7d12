import type { LoginFault } from './login-fault.js';

/** The account and session of the valid access token that came with the request. */
export interface Viewer {
  readonly userId: string;
  readonly sessionId: string;
}

/** Facts about a request that are known before its operation is read. Every transport can provide them. */
export interface RequestFacts {
  readonly viewer: Viewer | null;
  /** Why the login that came with the request was not accepted; null when it was, or when there was none. */
  readonly loginFault: LoginFault | null;
  readonly requestId: string;
  /** The caller's address, as far as the configured proxies can be trusted. */
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** The last event that the client got before its connection was interrupted. */
  readonly lastEventId?: string;
  /** When the response is due, on the clock of `performance.now()`. */
  readonly deadline: number;
}
