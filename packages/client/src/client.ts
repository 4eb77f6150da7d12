import type { TypedDocument } from './document.js';
import { UnauthenticatedError } from './errors.js';
import { createLive, type Live } from './live.js';
import { randomKey } from './random-key.js';
import type { Session } from './session.js';
import { createSend, type SendOptions, type TransportOptions } from './transport.js';

export interface ClientOptions extends TransportOptions {
  /** Without one every request is anonymous. */
  readonly session?: Pick<Session, 'accessToken' | 'rejected'> | undefined;
  /** Needed for subscriptions where `WebSocket` is not global, as in Node 20: that of the package `ws`. */
  readonly webSocket?: unknown;
}

export interface QueryOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface MutateOptions extends QueryOptions {
  /** Default: a new one. Pass one that you have kept to repeat a mutation safely after a crash. */
  readonly idempotencyKey?: string | undefined;
}

export interface Client extends Live {
  /** @throws FeedError */
  query<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options?: QueryOptions,
  ): Promise<Data>;
  /**
   * Repeats the mutation with the same idempotency key where that is safe and may help. A payload may still say
   * `success: false`; `succeeded` throws then.
   * @throws FeedError
   */
  mutate<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options?: MutateOptions,
  ): Promise<Data>;
}

export function createClient(options: ClientOptions): Client {
  const { session } = options;
  const send = createSend(options);
  const run = async <Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    sending: SendOptions,
  ): Promise<Data> => {
    const token = await session?.accessToken();
    try {
      return await send(document, variables, { ...sending, token });
    } catch (error) {
      if (!session || token === undefined || !(error instanceof UnauthenticatedError)) throw error;
      const next = await session.rejected(token, error);
      if (next === undefined || next === token) throw error;
      return send(document, variables, { ...sending, token: next });
    }
  };
  return {
    ...createLive(options),
    query: (document, variables, { signal } = {}) => run(document, variables, { signal }),
    mutate: (document, variables, { signal, idempotencyKey = randomKey() } = {}) =>
      run(document, variables, { signal, idempotencyKey }),
  };
}
