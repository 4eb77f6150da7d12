import type { TypedDocumentNode } from '@urql/core';
import { useQuery } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { problemOf } from '../live/problem.js';
import type { Person } from '../ui/avatar.js';
import { More, useCursors } from '../ui/paging.js';
import { Failure, Skeleton } from '../ui/states.js';
import type { PeoplePageFragment } from './documents.js';
import { PersonRow } from './person-row.js';

export interface PeopleListProps<Data, Rest extends object> {
  label: string;
  query: TypedDocumentNode<Data, Rest & PageVariables>;
  /** The variables besides the page. */
  variables: Rest;
  connectionOf(data: Data): PeoplePageFragment | null | undefined;
  /** Takes the place of a list without accounts. */
  empty: ComponentChildren;
  action?(person: Person): ComponentChildren;
}

interface PageVariables {
  first: number;
  after?: string | null | undefined;
}

const pageSize = 20;

/** A list of accounts, page by page. */
export function PeopleList<Data, Rest extends object>(props: PeopleListProps<Data, Rest>) {
  const { cursors, more } = useCursors();
  return (
    <ul class="people" aria-label={props.label}>
      {cursors.map((after, index) => (
        <PeoplePage key={after} {...props} {...{ after, last: index === cursors.length - 1, onMore: more }} />
      ))}
    </ul>
  );
}

interface PeoplePageProps<Data, Rest extends object> extends PeopleListProps<Data, Rest> {
  after: string | null;
  last: boolean;
  onMore(end: string): void;
}

function PeoplePage<Data, Rest extends object>(props: PeoplePageProps<Data, Rest>) {
  const { query, variables, connectionOf, empty, action, after, last, onMore } = props;
  const [{ data, error }, execute] = useQuery<Data, Rest & PageVariables>({
    query,
    variables: { ...variables, first: pageSize, after },
    requestPolicy: 'cache-and-network',
  });
  const connection = data && connectionOf(data);
  if (!connection) {
    const again = (): void => execute({ requestPolicy: 'network-only' });
    return <li>{error ? <Failure problem={problemOf(error)} onRetry={again} /> : <Skeleton count={1} />}</li>;
  }
  if (after === null && connection.edges.length === 0) return <li>{empty}</li>;
  return (
    <>
      {connection.edges.map(({ node }) => (
        <PersonRow key={node.id} person={node}>
          {action?.(node)}
        </PersonRow>
      ))}
      {last && connection.pageInfo.hasNextPage && (
        <li>
          <More {...connection.pageInfo} onMore={onMore} />
        </li>
      )}
    </>
  );
}
