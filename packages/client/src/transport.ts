import type { TypedDocument } from './document.js';
import { errorFrom, errorOf, FeedError, type GraphqlError, NetworkError } from './errors.js';
import { afterRetryAfter, backoff, wait } from './wait.js';

export interface SendOptions {
  readonly token?: string | undefined;
  /** Makes it safe to repeat a mutation. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends an operation, and repeats it when that may help. @throws FeedError, or the reason of the signal */
export type Send = <Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  options?: SendOptions,
) => Promise<Data>;

export interface TransportOptions {
  /** The GraphQL endpoint, for example `https://feed.example.org/graphql`. */
  readonly url: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** The number of times that a request is repeated after a network failure, or a status of 429, 502, 503 or 504. Default: 3. */
  readonly retries?: number | undefined;
  /** The time-out of an attempt, in milliseconds. Default: 20 s. */
  readonly timeoutMs?: number | undefined;
  /** A longer `Retry-After` is not waited for: the error has it in `retryAfterSeconds`. Default: 20 s. */
  readonly maxWaitMs?: number | undefined;
}

const repeatable = new Set([429, 502, 503, 504]);

export function createSend(options: TransportOptions): Send {
  const { retries = 3, maxWaitMs = 20_000 } = options;
  return async <Data>(query: TypedDocument<Data, never>, variables: unknown, sending: SendOptions = {}) => {
    const body = JSON.stringify({ query, variables });
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await sendOnce<Data>(options, body, sending);
      } catch (error) {
        sending.signal?.throwIfAborted();
        const ms = attempt < retries ? pauseBefore(error as FeedError, attempt, maxWaitMs) : undefined;
        if (ms === undefined) throw error;
        await wait(ms, sending.signal);
      }
    }
  };
}

/** @returns how long to wait before trying again, or undefined when that would not help */
export function pauseBefore(error: FeedError, attempt: number, maxWaitMs: number): number | undefined {
  const { status, retryAfterSeconds } = error;
  if (!(error instanceof NetworkError) && !repeatable.has(status ?? 0)) return undefined;
  if (retryAfterSeconds === undefined) return backoff(attempt, maxWaitMs);
  return retryAfterSeconds * 1000 > maxWaitMs ? undefined : afterRetryAfter(retryAfterSeconds);
}

async function sendOnce<Data>(options: TransportOptions, body: string, sending: SendOptions): Promise<Data> {
  const { url, fetch = globalThis.fetch, timeoutMs = 20_000 } = options;
  const { token, idempotencyKey, signal } = sending;
  const abort = new AbortController();
  const stop = (): void => abort.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const timer = setTimeout(
    () => abort.abort(new Error(`no response within ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body,
      signal: abort.signal,
    });
    return read<Data>(response, await response.text());
  } catch (error) {
    throw error instanceof FeedError ? error : noResponse(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function noResponse(error: unknown): NetworkError {
  const { message, cause } = error as Error;
  const why = cause instanceof Error && cause.message !== '' ? cause.message : message;
  return new NetworkError(why, { code: 'NETWORK', cause: error });
}

function read<Data>({ status, headers }: Response, text: string): Data {
  const retryAfter = headers.get('retry-after');
  const retryAfterSeconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  const { data, errors } = parse(status, retryAfterSeconds, text);
  if (errors?.length) throw errorFrom(errors, { status, retryAfterSeconds, data });
  if (data == null) throw badResponse(status, retryAfterSeconds);
  return data as Data;
}

function parse(
  status: number,
  retryAfterSeconds: number | undefined,
  text: string,
): { data?: unknown; errors?: GraphqlError[] } {
  try {
    return JSON.parse(text) as { data?: unknown; errors?: GraphqlError[] };
  } catch {
    throw badResponse(status, retryAfterSeconds);
  }
}

const badResponse = (status: number, retryAfterSeconds: number | undefined): FeedError =>
  errorOf(`the api responded ${status}, but not with GraphQL`, {
    ...{ code: repeatable.has(status) ? 'UNAVAILABLE' : 'BAD_RESPONSE', status, retryAfterSeconds },
  });
