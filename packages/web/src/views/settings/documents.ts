// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../live/typed.js';
import { authorText } from '../../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type UpdateUserProfileInput = {
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  bio?: string | null | undefined;
  username?: string | null | undefined;
};

export type OwnProfileFragment = {
  bio: string;
  updatedAt: string;
  id: string;
  username: string;
  firstName: string;
  lastName: string;
};

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = {
  me: {
    email: string | null;
    bio: string;
    updatedAt: string;
    id: string;
    username: string;
    firstName: string;
    lastName: string;
  } | null;
};

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateUserProfileInput;
}>;

export type UpdateProfileMutation = {
  updateUserProfile: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    user: {
      bio: string;
      updatedAt: string;
      id: string;
      username: string;
      firstName: string;
      lastName: string;
    } | null;
  };
};

export type SessionsQueryVariables = Exact<{ [key: string]: never }>;

export type SessionsQuery = {
  sessions: Array<{
    id: string;
    userAgent: string | null;
    address: string | null;
    createdAt: string;
    lastUsedAt: string;
    isCurrent: boolean;
  }> | null;
};

export type RevokeSessionMutationVariables = Exact<{
  id: string;
}>;

export type RevokeSessionMutation = {
  revokeSession: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export const ownProfileText = 'fragment OwnProfile on CustomUserType { ...Author bio updatedAt }';

export const Me = typed<MeQuery, MeQueryVariables>(
  `query Me { me { ...OwnProfile email } } ${ownProfileText} ${authorText}`,
);

export const UpdateProfile = typed<UpdateProfileMutation, UpdateProfileMutationVariables>(
  `mutation UpdateProfile($input: UpdateUserProfileInput!) { updateUserProfile(input: $input) { success message errors code user { ...OwnProfile } } } ${ownProfileText} ${authorText}`,
);

export const Sessions = typed<SessionsQuery, SessionsQueryVariables>(
  `query Sessions { sessions { id userAgent address createdAt lastUsedAt isCurrent } }`,
);

export const RevokeSession = typed<RevokeSessionMutation, RevokeSessionMutationVariables>(
  `mutation RevokeSession($id: ID!) { revokeSession(id: $id) { success message errors code } }`,
);
