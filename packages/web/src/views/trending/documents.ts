// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../live/typed.js';
import { authorText, postCardText } from '../../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type TrendingQueryVariables = Exact<{
  limit: number;
  hours: number;
}>;

export type TrendingQuery = {
  trendingPosts: Array<{
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
  }> | null;
};

export const Trending = typed<TrendingQuery, TrendingQueryVariables>(
  `query Trending($limit: Int!, $hours: Int!) { trendingPosts(limit: $limit, hours: $hours) { ...PostCard } } ${postCardText} ${authorText}`,
);
