// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../live/typed.js';
import { authorText, postCardText } from '../../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type FeedReasonKind = 'AUTHORED' | 'SHARED';

export type HomeFeedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type HomeFeedQuery = {
  homeFeed: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        title: string | null;
        content: string;
        createdAt: string;
        updatedAt: string;
        isDeleted: boolean;
        isLikedByUser: boolean;
        likesCount: number;
        commentsCount: number;
        sharesCount: number;
        user: { id: string; username: string; firstName: string; lastName: string };
      };
      reason: {
        kind: FeedReasonKind;
        caption: string | null;
        sharedBy: { id: string; username: string; firstName: string; lastName: string } | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type NewestEntryQueryVariables = Exact<{ [key: string]: never }>;

export type NewestEntryQuery = {
  homeFeed: { edges: Array<{ cursor: string; node: { id: string } }> } | null;
};

export type HomeFeedUpdatedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type HomeFeedUpdatedSubscription = {
  homeFeedUpdated: {
    eventId: string;
    edge: {
      cursor: string;
      node: { id: string; user: { id: string; username: string; firstName: string; lastName: string } };
    };
  };
};

export const HomeFeed = typed<HomeFeedQuery, HomeFeedQueryVariables>(
  `query HomeFeed($first: Int!, $after: String) { homeFeed(first: $first, after: $after) { edges { cursor node { ...PostCard } reason { kind caption sharedBy { ...Author } } } pageInfo { hasNextPage endCursor } } } ${postCardText} ${authorText}`,
);

export const NewestEntry = typed<NewestEntryQuery, NewestEntryQueryVariables>(
  `query NewestEntry { homeFeed(first: 1) { edges { cursor node { id } } } }`,
);

export const HomeFeedUpdated = typed<HomeFeedUpdatedSubscription, HomeFeedUpdatedSubscriptionVariables>(
  `subscription HomeFeedUpdated($after: ID) { homeFeedUpdated(after: $after) { eventId edge { cursor node { id user { ...Author } } } } } ${authorText}`,
);
