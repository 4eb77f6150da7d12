// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../live/typed.js';
import { authorText } from '../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PeoplePageFragment = {
  edges: Array<{ node: { id: string; username: string; firstName: string; lastName: string } }>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

export type FolloweesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type FolloweesQuery = {
  me: {
    id: string;
    followingConnection: {
      edges: Array<{ node: { id: string; username: string; firstName: string; lastName: string } }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type MutedUsersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type MutedUsersQuery = {
  mutedUsers: {
    edges: Array<{ node: { id: string; username: string; firstName: string; lastName: string } }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type BlockedUsersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type BlockedUsersQuery = {
  blockedUsers: {
    edges: Array<{ node: { id: string; username: string; firstName: string; lastName: string } }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type CountsFragment = { id: string; followersCount: number; followingCount: number };

export type FollowUserMutationVariables = Exact<{
  userId: string;
}>;

export type FollowUserMutation = {
  followUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    follower: { id: string; followersCount: number; followingCount: number } | null;
    followee: { id: string; followersCount: number; followingCount: number } | null;
  };
};

export type UnfollowUserMutationVariables = Exact<{
  userId: string;
}>;

export type UnfollowUserMutation = {
  unfollowUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    follower: { id: string; followersCount: number; followingCount: number } | null;
    followee: { id: string; followersCount: number; followingCount: number } | null;
  };
};

export type MuteUserMutationVariables = Exact<{
  userId: string;
}>;

export type MuteUserMutation = {
  muteUser: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type UnmuteUserMutationVariables = Exact<{
  userId: string;
}>;

export type UnmuteUserMutation = {
  unmuteUser: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type BlockUserMutationVariables = Exact<{
  userId: string;
}>;

export type BlockUserMutation = {
  blockUser: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type UnblockUserMutationVariables = Exact<{
  userId: string;
}>;

export type UnblockUserMutation = {
  unblockUser: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export const peoplePageText =
  'fragment PeoplePage on UserConnection { edges { node { ...Author } } pageInfo { hasNextPage endCursor } }';

export const Followees = typed<FolloweesQuery, FolloweesQueryVariables>(
  `query Followees($first: Int!, $after: String) { me { id followingConnection(first: $first, after: $after) { ...PeoplePage } } } ${peoplePageText} ${authorText}`,
);

export const MutedUsers = typed<MutedUsersQuery, MutedUsersQueryVariables>(
  `query MutedUsers($first: Int!, $after: String) { mutedUsers(first: $first, after: $after) { ...PeoplePage } } ${peoplePageText} ${authorText}`,
);

export const BlockedUsers = typed<BlockedUsersQuery, BlockedUsersQueryVariables>(
  `query BlockedUsers($first: Int!, $after: String) { blockedUsers(first: $first, after: $after) { ...PeoplePage } } ${peoplePageText} ${authorText}`,
);

export const countsText = 'fragment Counts on CustomUserType { id followersCount followingCount }';

export const FollowUser = typed<FollowUserMutation, FollowUserMutationVariables>(
  `mutation FollowUser($userId: ID!) { followUser(userId: $userId) { success message errors code follower { ...Counts } followee { ...Counts } } } ${countsText}`,
);

export const UnfollowUser = typed<UnfollowUserMutation, UnfollowUserMutationVariables>(
  `mutation UnfollowUser($userId: ID!) { unfollowUser(userId: $userId) { success message errors code follower { ...Counts } followee { ...Counts } } } ${countsText}`,
);

export const MuteUser = typed<MuteUserMutation, MuteUserMutationVariables>(
  `mutation MuteUser($userId: ID!) { muteUser(userId: $userId) { success message errors code } }`,
);

export const UnmuteUser = typed<UnmuteUserMutation, UnmuteUserMutationVariables>(
  `mutation UnmuteUser($userId: ID!) { unmuteUser(userId: $userId) { success message errors code } }`,
);

export const BlockUser = typed<BlockUserMutation, BlockUserMutationVariables>(
  `mutation BlockUser($userId: ID!) { blockUser(userId: $userId) { success message errors code } }`,
);

export const UnblockUser = typed<UnblockUserMutation, UnblockUserMutationVariables>(
  `mutation UnblockUser($userId: ID!) { unblockUser(userId: $userId) { success message errors code } }`,
);
