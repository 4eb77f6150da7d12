// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../live/typed.js';
import { authorText, postCardText } from '../../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CreateCommentInput = {
  postId: string;
  content: string;
  parentCommentId?: string | null | undefined;
};

export type CommentCardFragment = {
  id: string;
  content: string;
  createdAt: string;
  updatedAt: string;
  isDeleted: boolean;
  isLikedByUser: boolean;
  likesCount: number;
  replyCount: number;
  user: { id: string; username: string; firstName: string; lastName: string };
};

export type PostQueryVariables = Exact<{
  id: string;
}>;

export type PostQuery = {
  postById: {
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

export type CommentsQueryVariables = Exact<{
  postId: string;
  first: number;
  after?: string | null | undefined;
}>;

export type CommentsQuery = {
  postCommentsConnection: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        content: string;
        createdAt: string;
        updatedAt: string;
        isDeleted: boolean;
        isLikedByUser: boolean;
        likesCount: number;
        replyCount: number;
        user: { id: string; username: string; firstName: string; lastName: string };
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type RepliesQueryVariables = Exact<{
  commentId: string;
  first: number;
  after?: string | null | undefined;
}>;

export type RepliesQuery = {
  commentRepliesConnection: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        content: string;
        createdAt: string;
        updatedAt: string;
        isDeleted: boolean;
        isLikedByUser: boolean;
        likesCount: number;
        replyCount: number;
        user: { id: string; username: string; firstName: string; lastName: string };
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type CreateCommentMutationVariables = Exact<{
  input: CreateCommentInput;
}>;

export type CreateCommentMutation = {
  createComment: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    comment: {
      id: string;
      content: string;
      createdAt: string;
      updatedAt: string;
      isDeleted: boolean;
      isLikedByUser: boolean;
      likesCount: number;
      replyCount: number;
      parentComment: { id: string; replyCount: number } | null;
      post: { id: string; commentsCount: number } | null;
      user: { id: string; username: string; firstName: string; lastName: string };
    } | null;
  };
};

export type UpdateCommentMutationVariables = Exact<{
  id: string;
  content: string;
}>;

export type UpdateCommentMutation = {
  updateComment: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    comment: {
      id: string;
      content: string;
      createdAt: string;
      updatedAt: string;
      isDeleted: boolean;
      isLikedByUser: boolean;
      likesCount: number;
      replyCount: number;
      user: { id: string; username: string; firstName: string; lastName: string };
    } | null;
  };
};

export type DeleteCommentMutationVariables = Exact<{
  id: string;
}>;

export type DeleteCommentMutation = {
  deleteComment: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type LikeCommentMutationVariables = Exact<{
  commentId: string;
}>;

export type LikeCommentMutation = {
  likeComment: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    comment: { id: string; isLikedByUser: boolean; likesCount: number } | null;
  };
};

export type UnlikeCommentMutationVariables = Exact<{
  commentId: string;
}>;

export type UnlikeCommentMutation = {
  unlikeComment: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    comment: { id: string; isLikedByUser: boolean; likesCount: number } | null;
  };
};

export type CommentCreatedSubscriptionVariables = Exact<{
  postId: string;
  after?: string | null | undefined;
}>;

export type CommentCreatedSubscription = {
  commentCreated: {
    eventId: string;
    comment: { id: string; parentComment: { id: string } | null } | null;
    post: { id: string; commentsCount: number } | null;
  };
};

export const commentCardText =
  'fragment CommentCard on CommentType { id content createdAt updatedAt isDeleted isLikedByUser likesCount replyCount user { ...Author } }';

export const Post = typed<PostQuery, PostQueryVariables>(
  `query Post($id: ID!) { postById(id: $id) { ...PostCard } } ${postCardText} ${authorText}`,
);

export const Comments = typed<CommentsQuery, CommentsQueryVariables>(
  `query Comments($postId: ID!, $first: Int!, $after: String) { postCommentsConnection(postId: $postId, first: $first, after: $after) { edges { cursor node { ...CommentCard } } pageInfo { hasNextPage endCursor } } } ${commentCardText} ${authorText}`,
);

export const Replies = typed<RepliesQuery, RepliesQueryVariables>(
  `query Replies($commentId: ID!, $first: Int!, $after: String) { commentRepliesConnection(commentId: $commentId, first: $first, after: $after) { edges { cursor node { ...CommentCard } } pageInfo { hasNextPage endCursor } } } ${commentCardText} ${authorText}`,
);

export const CreateComment = typed<CreateCommentMutation, CreateCommentMutationVariables>(
  `mutation CreateComment($input: CreateCommentInput!) { createComment(input: $input) { success message errors code comment { ...CommentCard parentComment { id replyCount } post { id commentsCount } } } } ${commentCardText} ${authorText}`,
);

export const UpdateComment = typed<UpdateCommentMutation, UpdateCommentMutationVariables>(
  `mutation UpdateComment($id: ID!, $content: String!) { updateComment(id: $id, content: $content) { success message errors code comment { ...CommentCard } } } ${commentCardText} ${authorText}`,
);

export const DeleteComment = typed<DeleteCommentMutation, DeleteCommentMutationVariables>(
  `mutation DeleteComment($id: ID!) { deleteComment(id: $id) { success message errors code } }`,
);

export const LikeComment = typed<LikeCommentMutation, LikeCommentMutationVariables>(
  `mutation LikeComment($commentId: ID!) { likeComment(commentId: $commentId) { success message errors code comment { id isLikedByUser likesCount } } }`,
);

export const UnlikeComment = typed<UnlikeCommentMutation, UnlikeCommentMutationVariables>(
  `mutation UnlikeComment($commentId: ID!) { unlikeComment(commentId: $commentId) { success message errors code comment { id isLikedByUser likesCount } } }`,
);

export const CommentCreated = typed<CommentCreatedSubscription, CommentCreatedSubscriptionVariables>(
  `subscription CommentCreated($postId: ID!, $after: ID) { commentCreated(postId: $postId, after: $after) { eventId comment { id parentComment { id } } post { id commentsCount } } }`,
);
