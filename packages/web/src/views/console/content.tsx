import type { ComponentChildren } from 'preact';
import { problemOf, sentence } from '../../live/problem.js';
import { Icon } from '../../ui/icon.js';
import { Failure, Skeleton } from '../../ui/states.js';
import type { Refreshing } from './refreshing.js';

export interface ContentProps<Data> {
  of: Refreshing<Data>;
  children(data: Data): ComponentChildren;
}

/** Draws what was read, and in its place or above it why it could not be read. */
export function Content<Data>({ of: { data, error, refresh }, children }: ContentProps<Data>) {
  if (data === undefined) {
    return error ? <Failure problem={problemOf(error)} onRetry={refresh} /> : <Skeleton count={2} />;
  }
  return (
    <>
      {error && (
        <p class="banner" role="status">
          <Icon name="alert" /> This may be old. {sentence(problemOf(error))}
        </p>
      )}
      {children(data)}
    </>
  );
}
