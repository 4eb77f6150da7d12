// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../live/typed.js';
import { peoplePageText } from '../../people/documents.js';
import { authorText, postCardText } from '../../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ProfileQueryVariables = Exact<{
  id: string;
}>;

export type ProfileQuery = {
  userById: {
    bio: string;
    createdAt: string;
    postsCount: number;
    followersCount: number;
    followingCount: number;
    id: string;
    username: string;
    firstName: string;
    lastName: string;
  } | null;
  userStats: {
    totalLikes: number | null;
    totalComments: number | null;
    totalShares: number | null;
    engagementRate: number | null;
    topPerformingPost: { id: string; title: string | null; content: string } | null;
  } | null;
};

export type PostsOfQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;

export type PostsOfQuery = {
  postsConnection: {
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
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type FollowersQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;

export type FollowersQuery = {
  userById: {
    id: string;
    followersConnection: {
      edges: Array<{ node: { id: string; username: string; firstName: string; lastName: string } }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type FollowingQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;

export type FollowingQuery = {
  userById: {
    id: string;
    followingConnection: {
      edges: Array<{ node: { id: string; username: string; firstName: string; lastName: string } }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export const Profile = typed<ProfileQuery, ProfileQueryVariables>(
  `query Profile($id: ID!) { userById(id: $id) { ...Author bio createdAt postsCount followersCount followingCount } userStats(id: $id) { totalLikes totalComments totalShares engagementRate topPerformingPost { id title content } } } ${authorText}`,
);

export const PostsOf = typed<PostsOfQuery, PostsOfQueryVariables>(
  `query PostsOf($id: ID!, $first: Int!, $after: String) { postsConnection(userId: $id, first: $first, after: $after) { edges { cursor node { ...PostCard } } pageInfo { hasNextPage endCursor } } } ${postCardText} ${authorText}`,
);

export const Followers = typed<FollowersQuery, FollowersQueryVariables>(
  `query Followers($id: ID!, $first: Int!, $after: String) { userById(id: $id) { id followersConnection(first: $first, after: $after) { ...PeoplePage } } } ${peoplePageText} ${authorText}`,
);

export const Following = typed<FollowingQuery, FollowingQueryVariables>(
  `query Following($id: ID!, $first: Int!, $after: String) { userById(id: $id) { id followingConnection(first: $first, after: $after) { ...PeoplePage } } } ${peoplePageText} ${authorText}`,
);
