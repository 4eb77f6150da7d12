import { FeedError, NetworkError, UnauthenticatedError } from 'feed-client';

/** One sentence for each fault. */
export function failureText(error: unknown): string {
  if (error instanceof NetworkError)
    return navigator.onLine ? 'The server cannot be reached. Try again in a moment.' : 'You are offline.';
  if (error instanceof UnauthenticatedError) return 'The username or the password is wrong.';
  if (!(error instanceof FeedError)) return 'That did not work. Try again.';
  const { retryAfterSeconds, problems } = error;
  const wait = retryAfterSeconds === undefined ? '' : ` Try again in ${retryAfterSeconds} s.`;
  return `${problems.join(' ')}${wait}`;
}
