import type { CombinedError } from '@urql/core';

type ProblemKind = 'offline' | 'unreachable' | 'limited' | 'busy' | 'read-only' | 'ended' | 'refused';

/** Why an operation failed, as the page tells it. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly text: string;
  /** When it makes sense to try again, in milliseconds since 1970. */
  readonly retryAt?: number | undefined;
  /** Finds the request in the logs of the api. */
  readonly requestId?: string | undefined;
}

const kinds: Readonly<Record<string, ProblemKind>> = {
  RATE_LIMITED: 'limited',
  READ_ONLY: 'read-only',
  UNAVAILABLE: 'busy',
  OVERLOADED: 'busy',
  TIMEOUT: 'busy',
  UNAUTHENTICATED: 'ended',
};

const texts: Readonly<Record<Exclude<ProblemKind, 'refused'>, string>> = {
  offline: 'You are offline. The page continues when the connection is back.',
  unreachable: 'The server cannot be reached.',
  limited: 'Too many requests.',
  busy: 'The server is busy or a part of it is down.',
  'read-only': 'Only reading is possible at the moment. What you wrote is kept.',
  ended: 'You have to log in again.',
};

export function problemOf({ networkError, graphQLErrors, response }: CombinedError): Problem {
  const [first] = graphQLErrors;
  if (first === undefined) {
    const kind = networkError === undefined ? 'busy' : navigator.onLine ? 'unreachable' : 'offline';
    return { kind, text: texts[kind], retryAt: Date.now() + 5000 };
  }
  const { code, requestId } = first.extensions as { code?: string; requestId?: string };
  const kind = kinds[code ?? ''] ?? 'refused';
  return {
    kind,
    text: kind === 'refused' ? first.message : texts[kind],
    retryAt: retryTime(response as Response | undefined),
    requestId,
  };
}

function retryTime(response: Response | undefined): number | undefined {
  const seconds = Number(response?.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? Date.now() + seconds * 1000 : undefined;
}

/** One sentence with the time to wait, for a notice. */
export function sentence({ text, kind, retryAt }: Problem): string {
  if (retryAt === undefined || kind === 'offline') return text;
  const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
  return `${text} Try again in ${seconds} s.`;
}
