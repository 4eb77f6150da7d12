import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.js';

export interface EmptyProps {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}

/** Takes the place of a list without entries. */
export const Empty = ({ icon, title, children }: EmptyProps) => (
  <div class="state">
    <span class="state-icon">
      <Icon name={icon} />
    </span>
    <h2>{title}</h2>
    <div class="state-text">{children}</div>
  </div>
);

/** Shapes of articles, while they are loaded. */
export const Skeleton = ({ count = 3 }: { count?: number }) => (
  <div class="skeletons" role="status" aria-label="Loading">
    {Array.from({ length: count }, (_, at) => (
      <div class="skeleton" key={at}>
        <i />
        <b />
        <b />
      </div>
    ))}
  </div>
);

export interface FailureView {
  readonly kind: string;
  readonly text: string;
  readonly retryAt?: number | undefined;
  readonly requestId?: string | undefined;
}

const looks: Readonly<Record<string, readonly [IconName, string]>> = {
  offline: ['cloud', 'You are offline'],
  unreachable: ['cloud', 'No connection'],
  limited: ['clock', 'One moment'],
  busy: ['alert', 'Not available'],
  'read-only': ['alert', 'Read-only'],
};

/** Takes the place of what could not be loaded, and loads it again as soon as that may help. */
export function Failure({ problem, onRetry }: { problem: FailureView; onRetry(): void }) {
  const seconds = useCountdown(problem.retryAt, onRetry);
  useEffect(() => {
    addEventListener('online', onRetry);
    return () => removeEventListener('online', onRetry);
  }, [onRetry]);
  const [icon, title] = looks[problem.kind] ?? ['alert', 'That did not work'];
  return (
    <div class="state" role="alert">
      <span class="state-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <div class="state-text">
        <p>{problem.text}</p>
        {seconds !== undefined && <p class="quiet">Trying again in {seconds} s.</p>}
        {problem.requestId && <p class="quiet">Request {problem.requestId}</p>}
      </div>
      <button type="button" class="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

function useCountdown(until: number | undefined, onEnd: () => void): number | undefined {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (until === undefined) return undefined;
    const tick = setInterval(() => {
      setNow(Date.now());
      if (Date.now() < until) return;
      clearInterval(tick);
      onEnd();
    }, 1000);
    return () => clearInterval(tick);
  }, [until]);
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / 1000));
}
