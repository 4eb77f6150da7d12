// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../live/typed.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CreatePostInput = {
  title?: string | null | undefined;
  content: string;
  mediaType?: string | null | undefined;
  mediaFile?: never | null | undefined;
};

export type UpdatePostInput = {
  title?: string | null | undefined;
  content?: string | null | undefined;
  mediaType?: string | null | undefined;
};

export type SharePostInput = {
  postId: string;
  caption?: string | null | undefined;
};

export type AuthorFragment = { id: string; username: string; firstName: string; lastName: string };

export type PostCardFragment = {
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

export type LikePostMutationVariables = Exact<{
  postId: string;
}>;

export type LikePostMutation = {
  likePost: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    post: { id: string; isLikedByUser: boolean; likesCount: number } | null;
  };
};

export type UnlikePostMutationVariables = Exact<{
  postId: string;
}>;

export type UnlikePostMutation = {
  unlikePost: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    post: { id: string; isLikedByUser: boolean; likesCount: number } | null;
  };
};

export type SharePostMutationVariables = Exact<{
  input: SharePostInput;
}>;

export type SharePostMutation = {
  sharePost: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    share: { id: string; post: { id: string; sharesCount: number } | null } | null;
  };
};

export type UnsharePostMutationVariables = Exact<{
  postId: string;
}>;

export type UnsharePostMutation = {
  unsharePost: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    post: { id: string; sharesCount: number } | null;
  };
};

export type CreatePostMutationVariables = Exact<{
  input: CreatePostInput;
}>;

export type CreatePostMutation = {
  createPost: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    post: {
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
    } | null;
  };
};

export type UpdatePostMutationVariables = Exact<{
  id: string;
  input: UpdatePostInput;
}>;

export type UpdatePostMutation = {
  updatePost: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    post: {
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
    } | null;
  };
};

export type DeletePostMutationVariables = Exact<{
  id: string;
}>;

export type DeletePostMutation = {
  deletePost: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export const authorText = 'fragment Author on CustomUserType { id username firstName lastName }';

export const postCardText =
  'fragment PostCard on PostType { id title content createdAt updatedAt isDeleted isLikedByUser likesCount commentsCount sharesCount user { ...Author } }';

export const LikePost = typed<LikePostMutation, LikePostMutationVariables>(
  `mutation LikePost($postId: ID!) { likePost(postId: $postId) { success message errors code post { id isLikedByUser likesCount } } }`,
);

export const UnlikePost = typed<UnlikePostMutation, UnlikePostMutationVariables>(
  `mutation UnlikePost($postId: ID!) { unlikePost(postId: $postId) { success message errors code post { id isLikedByUser likesCount } } }`,
);

export const SharePost = typed<SharePostMutation, SharePostMutationVariables>(
  `mutation SharePost($input: SharePostInput!) { sharePost(input: $input) { success message errors code share { id post { id sharesCount } } } }`,
);

export const UnsharePost = typed<UnsharePostMutation, UnsharePostMutationVariables>(
  `mutation UnsharePost($postId: ID!) { unsharePost(postId: $postId) { success message errors code post { id sharesCount } } }`,
);

export const CreatePost = typed<CreatePostMutation, CreatePostMutationVariables>(
  `mutation CreatePost($input: CreatePostInput!) { createPost(input: $input) { success message errors code post { ...PostCard } } } ${postCardText} ${authorText}`,
);

export const UpdatePost = typed<UpdatePostMutation, UpdatePostMutationVariables>(
  `mutation UpdatePost($id: ID!, $input: UpdatePostInput!) { updatePost(id: $id, input: $input) { success message errors code post { ...PostCard } } } ${postCardText} ${authorText}`,
);

export const DeletePost = typed<DeletePostMutation, DeletePostMutationVariables>(
  `mutation DeletePost($id: ID!) { deletePost(id: $id) { success message errors code } }`,
);
