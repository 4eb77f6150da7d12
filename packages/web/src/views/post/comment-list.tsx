import { useQuery } from '@urql/preact';
import { problemOf } from '../../live/problem.js';
import { More, useCursors } from '../../ui/paging.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Comment } from './comment.js';
import { Comments, Replies, type CommentsQuery } from './documents.js';
import { useOutdated } from './outdated.js';

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
  const { cursors, more } = useCursors();
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
  return (
    <>
      {connection.edges.map(({ node }) => (
        <Comment
          key={node.id}
          {...{ comment: node, postId, postAuthor }}
          replies={() => <CommentList query="replies" parent={node.id} {...{ postId, postAuthor }} />}
        />
      ))}
      {last && connection.pageInfo.hasNextPage && (
        <li>
          <More {...connection.pageInfo} onMore={onMore} />
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
  useOutdated(parent, ofPost ? top.fetching : deep.fetching, again);
  return ofPost
    ? { connection: top.data?.postCommentsConnection, error: top.error, again }
    : { connection: deep.data?.commentRepliesConnection, error: deep.error, again };
}
