import { useQuery } from '@urql/preact';
import { useState } from 'preact/hooks';
import { problemOf } from '../../live/problem.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Comment } from './comment.js';
import { Comments, Replies, type CommentsQuery } from './documents.js';

type Connection = NonNullable<CommentsQuery['postCommentsConnection']>;

export interface CommentListProps {
  query: 'comments' | 'replies';
  /** The post, or the comment, that these belong to. */
  parent: string;
  postId: string;
  postAuthor: string;
}

const first = 20;

/** The comments on a post, or the replies to a comment, page by page. */
export function CommentList(props: CommentListProps) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const more = (end: string): void => setCursors((all) => (all.includes(end) ? all : [...all, end]));
  return (
    <ul class={props.query === 'replies' ? 'thread' : 'thread thread-top'}>
      {cursors.map((after, index) => (
        <ListPage key={after} {...props} after={after} last={index === cursors.length - 1} onMore={more} />
      ))}
    </ul>
  );
}

interface ListPageProps extends CommentListProps {
  after: string | null;
  last: boolean;
  onMore(end: string): void;
}

function ListPage({ postId, postAuthor, last, onMore, ...source }: ListPageProps) {
  const { connection, error, again } = useConnection(source);
  if (error && !connection) {
    return (
      <li>
        <Failure problem={problemOf(error)} onRetry={again} />
      </li>
    );
  }
  if (!connection) {
    return (
      <li>
        <Skeleton count={1} />
      </li>
    );
  }
  const { hasNextPage, endCursor } = connection.pageInfo;
  return (
    <>
      {connection.edges.map(({ node }) => (
        <Comment
          key={node.id}
          {...{ comment: node, postId, postAuthor }}
          replies={() => <CommentList query="replies" parent={node.id} {...{ postId, postAuthor }} />}
        />
      ))}
      {last && hasNextPage && endCursor !== null && (
        <li>
          <button type="button" class="link" onClick={() => onMore(endCursor)}>
            Show more
          </button>
        </li>
      )}
    </>
  );
}

function useConnection({ query, parent, after }: Pick<ListPageProps, 'query' | 'parent' | 'after'>): {
  connection: Connection | null | undefined;
  error: Parameters<typeof problemOf>[0] | undefined;
  again(): void;
} {
  const ofPost = query === 'comments';
  const requestPolicy = 'cache-and-network' as const;
  const [top, readTop] = useQuery({
    ...{ query: Comments, variables: { postId: parent, first, after }, pause: !ofPost, requestPolicy },
  });
  const [deep, readDeep] = useQuery({
    ...{ query: Replies, variables: { commentId: parent, first, after }, pause: ofPost, requestPolicy },
  });
  const again = (): void => (ofPost ? readTop : readDeep)({ requestPolicy: 'network-only' });
  return ofPost
    ? { connection: top.data?.postCommentsConnection, error: top.error, again }
    : { connection: deep.data?.commentRepliesConnection, error: deep.error, again };
}
