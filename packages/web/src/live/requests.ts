import { createStore } from '../ui/store.js';

/** A GraphQL request that the page has sent. */
export interface SentRequest {
  readonly id: number;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly name: string;
  readonly query: string;
  readonly variables: object;
  readonly at: Date;
  /** Undefined until the response has arrived; 0 when there was none. */
  readonly status?: number;
  readonly ms?: number;
}

const kept = 30;
let lastId = 0;

/** The newest requests, the last one first. */
export const requests = createStore<readonly SentRequest[]>([]);

export function record(query: string, variables: object): number {
  const [, kind = 'query', name = ''] = /\b(query|mutation|subscription)\b\s*(\w*)/.exec(query) ?? [];
  const request = {
    id: (lastId += 1),
    kind: kind as SentRequest['kind'],
    name,
    query,
    variables,
    at: new Date(),
  };
  const others = requests.get().filter((each) => !repeats(request, each));
  requests.set([request, ...others].slice(0, kept));
  return request.id;
}

/** A query that is sent again and again takes the place of its predecessor, and leaves room for what the user did. */
const repeats = (next: SentRequest, earlier: SentRequest): boolean =>
  next.kind === 'query' &&
  next.query === earlier.query &&
  JSON.stringify(next.variables) === JSON.stringify(earlier.variables);

export function complete(id: number, status: number, ms: number): void {
  requests.set(requests.get().map((each) => (each.id === id ? { ...each, status, ms } : each)));
}

/** Resolves once a request has been responded to, or has failed. */
export const firstResponse = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = requests.follow(look);
    function look(sent: readonly SentRequest[]): void {
      if (sent.every(({ status }) => status === undefined)) return;
      stop();
      resolve();
    }
    look(requests.get());
  });

/** A command for a shell that sends the request again. */
export function asCurl({ query, variables }: SentRequest, token: string | undefined): string {
  const quoted = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;
  return [
    `curl ${quoted(`${location.origin}/graphql`)}`,
    `-H 'content-type: application/json'`,
    ...(token === undefined ? [] : [`-H ${quoted(`authorization: Bearer ${token}`)}`]),
    `-d ${quoted(JSON.stringify({ query, variables }))}`,
  ].join(' \\\n  ');
}

/** Breaks the text of an operation into indented lines. */
export function pretty(query: string): string {
  let depth = 0;
  const indent = (): string => `\n${'  '.repeat(depth)}`;
  return query
    .replace(/\s*__typename\b/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{}]) ?|(?<=[\w)}]) (?=(?:\.\.\.|\w+(?:[({ ]|$)))/g, (match, brace: string | undefined) => {
      if (brace === '{') return ((depth += 1), ` {${indent()}`);
      if (brace === '}') return ((depth -= 1), `${indent()}}${depth === 0 ? '\n' : indent()}`);
      return depth === 0 ? match : indent();
    })
    .replace(/\n\s*\n/g, '\n')
    .trim();
}
