import './console.css';
import type { CombinedError } from '@urql/core';
import type { ComponentType } from 'preact';
import { problemOf, sentence } from '../../live/problem.js';
import { Icon } from '../../ui/icon.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Accounts } from './accounts.js';
import { Audit } from './audit.js';
import { SystemStatus } from './documents.js';
import { Feeds } from './feeds.js';
import { Mails } from './mails.js';
import { Overview } from './overview.js';
import { useRefreshing } from './refreshing.js';
import { Refused } from './refused.js';
import { useSection } from './section.js';
import type { Status } from './status.js';
import { Tasks } from './tasks.js';

interface Section {
  readonly name: string;
  readonly label: string;
  readonly Content: ComponentType<{ status: Status }>;
  /** Whether it is of use; without one it always is. */
  readonly applies?: (status: Status) => boolean;
  /** A number that asks for attention; none when it is 0. */
  readonly alarms?: (status: Status) => number;
}

const sections: readonly Section[] = [
  { name: 'overview', label: 'Overview', Content: Overview },
  { name: 'tasks', label: 'Tasks', Content: Tasks, alarms: ({ deadTasks }) => deadTasks },
  { name: 'feeds', label: 'Feeds', Content: Feeds },
  { name: 'accounts', label: 'Accounts', Content: Accounts },
  { name: 'mails', label: 'Mails', Content: Mails, applies: ({ catchesMails }) => catchesMails },
  { name: 'audit', label: 'Audit log', Content: Audit },
];

const codeOf = ({ graphQLErrors: [first] }: CombinedError): unknown => first?.extensions['code'];

/** The console of operators. The api decides who may use it. */
export default function Console() {
  const { data, error, refresh } = useRefreshing(SystemStatus, {});
  const status = data?.systemStatus;
  return (
    <div class="console">
      <header class="console-head">
        <h1 class="view-title" tabIndex={-1}>
          Console
        </h1>
        {status && <p class="quiet">Refreshed every 10 seconds while you look at it</p>}
      </header>
      {error && codeOf(error) === 'FORBIDDEN' ? (
        <Refused />
      ) : status ? (
        <>
          {error && (
            <p class="banner" role="status">
              <Icon name="alert" /> This may be old. {sentence(problemOf(error))}
            </p>
          )}
          <Sections status={status} />
        </>
      ) : error ? (
        <Failure problem={problemOf(error)} onRetry={refresh} />
      ) : (
        <Skeleton />
      )}
    </div>
  );
}

function Sections({ status }: { status: Status }) {
  const shown = sections.filter(({ applies }) => applies?.(status) ?? true);
  const name = useSection(shown.map((each) => each.name));
  const { Content } = shown.find((each) => each.name === name) ?? shown[0]!;
  return (
    <>
      <nav class="sections" aria-label="Console">
        {shown.map(({ name: each, label, alarms }) => {
          const count = alarms?.(status) ?? 0;
          return (
            <a key={each} href={`#${each}`} aria-current={each === name ? 'page' : undefined}>
              {label}
              {count > 0 && <b class="chip chip-bad">{count}</b>}
            </a>
          );
        })}
      </nav>
      <Content status={status} />
    </>
  );
}
