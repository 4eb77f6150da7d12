// Keeps connections of node_redis 3, which Kue uses, alive: by itself the library stays connected and unusable after some errors.

type Done = (error: Error | null) => void;

/** The parts of Kue's client, which is node_redis 3, that are used here. */
export interface KueClient {
  readonly closing: boolean;
  readonly stream: { destroy(): void };
  ready: boolean;
  retry_totaltime: number;
  on(event: 'connect' | 'reconnecting', listener: () => void): void;
  on(event: 'warning', listener: (text: string) => void): void;
  getKey(key: string): string;
  send_command(name: string, words: readonly string[], done: Done): void;
  llen(key: string, done: (error: Error | null, length: number) => void): void;
  exists(key: string, done: (error: Error | null, count: number) => void): void;
  hgetall(key: string, done: (error: Error | null, hash: Record<string, string> | null) => void): void;
  blpop(key: string, seconds: number, done: Done): void;
  lpush(key: string, value: unknown, done: Done): void;
  end(flush: boolean): void;
}

export interface KueClientsOptions {
  /** Shown in CLIENT LIST. */
  clientName: string;
  /** Called for errors of connections, but not again for the same one before a connection works. */
  onError: (error: unknown) => void;
  /** Called when a connection was made and the server accepts its commands. */
  onConnected?: (client: KueClient) => void;
}

const reconnectMs = { first: 50, most: 1_000 };
/** How long to wait after an error of the server: Kue itself retries immediately, without end. */
const pauseMs = 1_000;
/** How long a connection may take until the server has accepted a command. */
const connectMs = 5_000;

/** Whether the server answered with this error; otherwise the connection was lost, and the library makes a new one. */
export const isReply = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError';

interface State {
  client?: KueClient;
  working: boolean;
  attempts: number;
  deadline?: NodeJS.Timeout;
}

/**
 * The connections of one end. All are new after every error of the server, whatever it is: so they are authenticated
 * again, and lead to the server that has the name now. An error can come as the reply to any command, also while the
 * connection is made.
 */
export class KueClients {
  readonly #options: KueClientsOptions;
  readonly #states = new Map<object, State>();
  readonly #waiting: (() => void)[] = [];
  #pause: NodeJS.Timeout | undefined;
  #reported: string | undefined;

  constructor(options: KueClientsOptions) {
    this.#options = options;
  }

  /** Whether the server has accepted a command on every connection since it was made. */
  get working(): boolean {
    return [...this.#states.values()].every(({ working }) => working);
  }

  /** Milliseconds until a client should connect again, for its `retry_strategy`. */
  retryDelay(key: object): number {
    const state = this.#stateOf(key);
    state.working = false;
    state.attempts += 1;
    return Math.min(reconnectMs.first * 2 ** Math.min(state.attempts, 10), reconnectMs.most);
  }

  add(key: object, client: KueClient): void {
    const state = this.#stateOf(key);
    state.client = client;
    this.#expect(state, client);
    client.on('warning', (text) => this.#report(new Error(text)));
    client.on('reconnecting', () => {
      // The library would give up for good after an hour.
      client.retry_totaltime = 0;
      this.#expect(state, client);
    });
    client.on('connect', () =>
      introduce(client, this.#options.clientName, (error) =>
        error ? this.failed(error) : this.#connected(state, client),
      ),
    );
  }

  /** Reports it. After an error of the server new connections are made in a second, then `after` is called. */
  failed(error: unknown, after?: () => void): void {
    this.#report(error);
    if (!isReply(error)) return void (after && setImmediate(after));
    if (after) this.#waiting.push(after);
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      this.renew();
      for (const next of this.#waiting.splice(0)) next();
    }, pauseMs).unref();
  }

  /** Makes new connections now. */
  renew(): void {
    for (const { client } of this.#states.values()) if (client && !client.closing) client.stream.destroy();
  }

  close(): void {
    clearTimeout(this.#pause);
    for (const { client, deadline } of this.#states.values()) {
      clearTimeout(deadline);
      client?.end(false);
    }
  }

  #stateOf(key: object): State {
    const state = this.#states.get(key) ?? { working: false, attempts: 0 };
    this.#states.set(key, state);
    return state;
  }

  #report(error: unknown): void {
    if (this.#reported === String(error)) return;
    this.#reported = String(error);
    this.#options.onError(error);
  }

  #connected(state: State, client: KueClient): void {
    clearTimeout(state.deadline);
    Object.assign(state, { working: true, attempts: 0 });
    this.#reported = undefined;
    this.#options.onConnected?.(client);
  }

  #expect(state: State, client: KueClient): void {
    clearTimeout(state.deadline);
    state.working = false;
    state.deadline = setTimeout(() => client.closing || client.stream.destroy(), connectMs).unref();
  }
}

/**
 * Names the connection, before anything else is sent. The reply shows whether the server accepts commands; and the
 * library throws when the server sends an error, such as that it has too many clients, while no command waits.
 */
function introduce(client: KueClient, name: string, done: Done): void {
  const { ready } = client;
  client.ready = true;
  client.send_command('CLIENT', ['SETNAME', name], done);
  client.ready = ready;
}
