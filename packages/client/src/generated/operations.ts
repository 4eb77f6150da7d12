// Written by "npm run schema". Do not edit.
import type { TypedDocument } from '../document.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A new account. Leading and trailing white space is removed from names and the e-mail address. */
export type RegisterUserInput = {
  /**
   * 3 to 150 letters with their accents and vowel signs, digits and `@ . + - _`. Unique, ignoring case. Stored in the
   * normal form NFKC, in which a full-width `Ａ` is an `A`. All letters must be of one script, except that Chinese, Japanese
   * and Korean may be mixed with Latin ones. Names such as `admin`, and names that look like them, are reserved.
   */
  username: string;
  /**
   * At most 254 characters, all of them ASCII; write the domain `bücher.example` as `xn--bcher-kva.example`. Unique,
   * ignoring case.
   */
  email: string;
  /** 8 to 256 characters. The same text is the same password in all normal forms of Unicode. */
  password: string;
  /**
   * At most 150 characters on one line; may be empty. It must not contain a web address, or characters that change the
   * direction of writing.
   */
  firstName: string;
  /**
   * At most 150 characters on one line; may be empty. It must not contain a web address, or characters that change the
   * direction of writing.
   */
  lastName: string;
  /** At most 1,000 characters; empty when omitted. */
  bio?: string | null | undefined;
};

/**
 * A change of the caller's profile. Fields that are omitted or null keep their value. Leading and
 * trailing white space is removed from names.
 */
export type UpdateUserProfileInput = {
  /**
   * At most 150 characters on one line; an empty text removes it. It must not contain a web address, or characters that change the
   * direction of writing.
   */
  firstName?: string | null | undefined;
  /**
   * At most 150 characters on one line; an empty text removes it. It must not contain a web address, or characters that change the
   * direction of writing.
   */
  lastName?: string | null | undefined;
  /** At most 1,000 characters; an empty text removes it. */
  bio?: string | null | undefined;
  /**
   * 3 to 150 letters with their accents and vowel signs, digits and `@ . + - _`. Unique, ignoring case. Stored in the
   * normal form NFKC, in which a full-width `Ａ` is an `A`. All letters must be of one script, except that Chinese, Japanese
   * and Korean may be mixed with Latin ones. Names such as `admin`, and names that look like them, are reserved.
   */
  username?: string | null | undefined;
};

/** A new comment. */
export type CreateCommentInput = {
  /** The post to comment on. */
  postId: string;
  /** 1 to 10,000 characters, at least one of them visible. White space around it is removed. */
  content: string;
  /** The comment to reply to: any comment on the same post, itself a reply or not. Omit it for a top-level comment. */
  parentCommentId?: string | null | undefined;
};

/** Why a post is in a home feed. */
export type FeedReasonKind =
  /** The author is the caller or an account that the caller follows. */
  | 'AUTHORED'
  /** The author is neither, but an account that the caller follows, or the caller, shared the post. */
  | 'SHARED';

/** What can happen to a post. */
export type PostInteractionKind =
  /** The post was liked. */
  | 'LIKE'
  /** A like of the post was removed. */
  | 'UNLIKE'
  /** The post, or a comment on it, was commented on. */
  | 'COMMENT'
  /** The post was shared. */
  | 'SHARE'
  /** A share of the post was removed. */
  | 'UNSHARE'
  /** The post was changed by its author. */
  | 'EDIT';

/** A new post. */
export type CreatePostInput = {
  /** At most 255 characters on one line. No title when omitted or empty. White space around it is removed. */
  title?: string | null | undefined;
  /** 1 to 10,000 characters, at least one of them visible. White space around it is removed. */
  content: string;
  /**
   * The kind of media, for example `image`. At most 50 characters on one line; none when omitted or empty. White space
   * around it is removed.
   */
  mediaType?: string | null | undefined;
  /** Must be null or omitted: files cannot be uploaded yet. Clients of the original system send null. */
  mediaFile?: null | null | undefined;
};

/**
 * A change of a post. Fields that are omitted or null keep their value. A post that has these values already stays as it is,
 * and so does its `updatedAt`.
 */
export type UpdatePostInput = {
  /** At most 255 characters on one line. An empty text removes the title. White space around it is removed. */
  title?: string | null | undefined;
  /** 1 to 10,000 characters, at least one of them visible. White space around it is removed. */
  content?: string | null | undefined;
  /** At most 50 characters on one line. An empty text removes the media type. White space around it is removed. */
  mediaType?: string | null | undefined;
};

/** A new share. */
export type SharePostInput = {
  /** The post to share. If this is the id of a share, the post behind it is shared. */
  postId: string;
  /** At most 2,000 characters; empty when omitted. White space around it is removed. */
  caption?: string | null | undefined;
};

export type AccountNameFragment = {
  id: string;
  username: string;
  firstName: string;
  lastName: string;
  profilePic: string | null;
  isVerified: boolean;
};

export type ProfileFragment = {
  bio: string;
  createdAt: string;
  followersCount: number;
  followingCount: number;
  postsCount: number;
  id: string;
  username: string;
  firstName: string;
  lastName: string;
  profilePic: string | null;
  isVerified: boolean;
};

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = {
  me: {
    email: string | null;
    bio: string;
    createdAt: string;
    followersCount: number;
    followingCount: number;
    postsCount: number;
    id: string;
    username: string;
    firstName: string;
    lastName: string;
    profilePic: string | null;
    isVerified: boolean;
  } | null;
};

export type UserQueryVariables = Exact<{
  id: string;
}>;

export type UserQuery = {
  userById: {
    bio: string;
    createdAt: string;
    followersCount: number;
    followingCount: number;
    postsCount: number;
    id: string;
    username: string;
    firstName: string;
    lastName: string;
    profilePic: string | null;
    isVerified: boolean;
  } | null;
};

export type UserStatsQueryVariables = Exact<{
  id: string;
}>;

export type UserStatsQuery = {
  userStats: {
    totalPosts: number | null;
    totalLikes: number | null;
    totalComments: number | null;
    totalShares: number | null;
    followersCount: number | null;
    followingCount: number | null;
    engagementRate: number | null;
  } | null;
};

export type SearchUsersQueryVariables = Exact<{
  query: string;
}>;

export type SearchUsersQuery = {
  searchUsers: Array<{
    followersCount: number;
    id: string;
    username: string;
    firstName: string;
    lastName: string;
    profilePic: string | null;
    isVerified: boolean;
  }>;
};

export type FollowersQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type FollowersQuery = {
  userById: {
    id: string;
    followersConnection: {
      edges: Array<{
        cursor: string;
        node: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        };
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
};

export type FollowingQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type FollowingQuery = {
  userById: {
    id: string;
    followingConnection: {
      edges: Array<{
        cursor: string;
        node: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        };
      }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
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
      createdAt: string;
      followersCount: number;
      followingCount: number;
      postsCount: number;
      id: string;
      username: string;
      firstName: string;
      lastName: string;
      profilePic: string | null;
      isVerified: boolean;
    } | null;
  };
};

export type FollowMutationVariables = Exact<{
  userId: string;
}>;

export type FollowMutation = {
  followUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    following: boolean | null;
  };
};

export type UnfollowMutationVariables = Exact<{
  userId: string;
}>;

export type UnfollowMutation = {
  unfollowUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    following: boolean | null;
  };
};

export type CommentFragment = {
  id: string;
  content: string;
  createdAt: string;
  updatedAt: string;
  likesCount: number;
  isLikedByUser: boolean;
  user: {
    id: string;
    username: string;
    firstName: string;
    lastName: string;
    profilePic: string | null;
    isVerified: boolean;
  };
};

export type CommentsQueryVariables = Exact<{
  postId: string;
  first?: number | null | undefined;
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
        likesCount: number;
        isLikedByUser: boolean;
        user: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        };
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type RepliesQueryVariables = Exact<{
  commentId: string;
  first?: number | null | undefined;
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
        likesCount: number;
        isLikedByUser: boolean;
        user: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        };
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
      likesCount: number;
      isLikedByUser: boolean;
      user: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
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
      likesCount: number;
      isLikedByUser: boolean;
      user: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
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
    liked: boolean | null;
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
    liked: boolean | null;
  };
};

export type FeedEntryFragment = {
  cursor: string;
  node: {
    id: string;
    title: string | null;
    content: string;
    mediaType: string | null;
    createdAt: string;
    updatedAt: string;
    likesCount: number;
    commentsCount: number;
    sharesCount: number;
    isLikedByUser: boolean;
    user: {
      id: string;
      username: string;
      firstName: string;
      lastName: string;
      profilePic: string | null;
      isVerified: boolean;
    };
  };
  reason: {
    kind: FeedReasonKind;
    shareId: string | null;
    caption: string | null;
    sharedBy: {
      id: string;
      username: string;
      firstName: string;
      lastName: string;
      profilePic: string | null;
      isVerified: boolean;
    } | null;
  };
};

export type HomeFeedQueryVariables = Exact<{
  first?: number | null | undefined;
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
        mediaType: string | null;
        createdAt: string;
        updatedAt: string;
        likesCount: number;
        commentsCount: number;
        sharesCount: number;
        isLikedByUser: boolean;
        user: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        };
      };
      reason: {
        kind: FeedReasonKind;
        shareId: string | null;
        caption: string | null;
        sharedBy: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        } | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type HomeFeedUpdatedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;

export type HomeFeedUpdatedSubscription = {
  homeFeedUpdated: {
    eventId: string;
    edge: {
      cursor: string;
      node: {
        id: string;
        title: string | null;
        content: string;
        mediaType: string | null;
        createdAt: string;
        updatedAt: string;
        likesCount: number;
        commentsCount: number;
        sharesCount: number;
        isLikedByUser: boolean;
        user: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        };
      };
      reason: {
        kind: FeedReasonKind;
        shareId: string | null;
        caption: string | null;
        sharedBy: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        } | null;
      };
    };
  };
};

export type PostCreatedSubscriptionVariables = Exact<{
  userId?: string | null | undefined;
  after?: string | null | undefined;
}>;

export type PostCreatedSubscription = {
  postCreated: {
    eventId: string;
    post: {
      id: string;
      title: string | null;
      content: string;
      mediaType: string | null;
      createdAt: string;
      updatedAt: string;
      likesCount: number;
      commentsCount: number;
      sharesCount: number;
      isLikedByUser: boolean;
      user: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
    } | null;
  };
};

export type PostLikedSubscriptionVariables = Exact<{
  postId: string;
  after?: string | null | undefined;
}>;

export type PostLikedSubscription = {
  postLiked: {
    eventId: string;
    likesCount: number | null;
    user: {
      id: string;
      username: string;
      firstName: string;
      lastName: string;
      profilePic: string | null;
      isVerified: boolean;
    } | null;
  };
};

export type CommentCreatedSubscriptionVariables = Exact<{
  postId: string;
  after?: string | null | undefined;
}>;

export type CommentCreatedSubscription = {
  commentCreated: {
    eventId: string;
    comment: {
      id: string;
      content: string;
      createdAt: string;
      updatedAt: string;
      likesCount: number;
      isLikedByUser: boolean;
      user: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
    } | null;
  };
};

export type PostInteractionsSubscriptionVariables = Exact<{
  postId: string;
  after?: string | null | undefined;
}>;

export type PostInteractionsSubscription = {
  postInteractions: {
    eventId: string;
    type: PostInteractionKind;
    user: {
      id: string;
      username: string;
      firstName: string;
      lastName: string;
      profilePic: string | null;
      isVerified: boolean;
    } | null;
    post: {
      id: string;
      title: string | null;
      content: string;
      mediaType: string | null;
      createdAt: string;
      updatedAt: string;
      likesCount: number;
      commentsCount: number;
      sharesCount: number;
      isLikedByUser: boolean;
      user: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
    } | null;
  };
};

export type PostFragment = {
  id: string;
  title: string | null;
  content: string;
  mediaType: string | null;
  createdAt: string;
  updatedAt: string;
  likesCount: number;
  commentsCount: number;
  sharesCount: number;
  isLikedByUser: boolean;
  user: {
    id: string;
    username: string;
    firstName: string;
    lastName: string;
    profilePic: string | null;
    isVerified: boolean;
  };
};

export type PostQueryVariables = Exact<{
  id: string;
}>;

export type PostQuery = {
  postById: {
    id: string;
    title: string | null;
    content: string;
    mediaType: string | null;
    createdAt: string;
    updatedAt: string;
    likesCount: number;
    commentsCount: number;
    sharesCount: number;
    isLikedByUser: boolean;
    user: {
      id: string;
      username: string;
      firstName: string;
      lastName: string;
      profilePic: string | null;
      isVerified: boolean;
    };
  } | null;
};

export type PostsQueryVariables = Exact<{
  userId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type PostsQuery = {
  postsConnection: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        title: string | null;
        content: string;
        mediaType: string | null;
        createdAt: string;
        updatedAt: string;
        likesCount: number;
        commentsCount: number;
        sharesCount: number;
        isLikedByUser: boolean;
        user: {
          id: string;
          username: string;
          firstName: string;
          lastName: string;
          profilePic: string | null;
          isVerified: boolean;
        };
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type TrendingPostsQueryVariables = Exact<{
  limit?: number | null | undefined;
  hours?: number | null | undefined;
}>;

export type TrendingPostsQuery = {
  trendingPosts: Array<{
    id: string;
    title: string | null;
    content: string;
    mediaType: string | null;
    createdAt: string;
    updatedAt: string;
    likesCount: number;
    commentsCount: number;
    sharesCount: number;
    isLikedByUser: boolean;
    user: {
      id: string;
      username: string;
      firstName: string;
      lastName: string;
      profilePic: string | null;
      isVerified: boolean;
    };
  }> | null;
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
      mediaType: string | null;
      createdAt: string;
      updatedAt: string;
      likesCount: number;
      commentsCount: number;
      sharesCount: number;
      isLikedByUser: boolean;
      user: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
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
      mediaType: string | null;
      createdAt: string;
      updatedAt: string;
      likesCount: number;
      commentsCount: number;
      sharesCount: number;
      isLikedByUser: boolean;
      user: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
    } | null;
  };
};

export type DeletePostMutationVariables = Exact<{
  id: string;
}>;

export type DeletePostMutation = {
  deletePost: { success: boolean; message: string; errors: Array<string>; code: string | null };
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
    liked: boolean | null;
    post: { id: string; likesCount: number; isLikedByUser: boolean } | null;
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
    liked: boolean | null;
    post: { id: string; likesCount: number; isLikedByUser: boolean } | null;
  };
};

export type ShareMutationVariables = Exact<{
  input: SharePostInput;
}>;

export type ShareMutation = {
  sharePost: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    share: { id: string; caption: string; createdAt: string } | null;
  };
};

export type UnshareMutationVariables = Exact<{
  postId: string;
}>;

export type UnshareMutation = {
  unsharePost: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type MutedUsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type MutedUsersQuery = {
  mutedUsers: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type BlockedUsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type BlockedUsersQuery = {
  blockedUsers: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        username: string;
        firstName: string;
        lastName: string;
        profilePic: string | null;
        isVerified: boolean;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type MuteMutationVariables = Exact<{
  userId: string;
}>;

export type MuteMutation = {
  muteUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    muted: boolean | null;
  };
};

export type UnmuteMutationVariables = Exact<{
  userId: string;
}>;

export type UnmuteMutation = {
  unmuteUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    muted: boolean | null;
  };
};

export type BlockMutationVariables = Exact<{
  userId: string;
}>;

export type BlockMutation = {
  blockUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    blocked: boolean | null;
  };
};

export type UnblockMutationVariables = Exact<{
  userId: string;
}>;

export type UnblockMutation = {
  unblockUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    blocked: boolean | null;
  };
};

export type TokensFragment = {
  token: string;
  refreshToken: string | null;
  payload: { username: string; exp: number };
};

export type LoginMutationVariables = Exact<{
  username: string;
  password: string;
}>;

export type LoginMutation = {
  tokenAuth: {
    token: string;
    refreshToken: string | null;
    payload: { username: string; exp: number };
  } | null;
};

export type RefreshMutationVariables = Exact<{
  refreshToken: string;
}>;

export type RefreshMutation = {
  refreshToken: {
    token: string;
    refreshToken: string | null;
    payload: { username: string; exp: number };
  } | null;
};

export type LogoutMutationVariables = Exact<{ [key: string]: never }>;

export type LogoutMutation = {
  logout: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type RegisterMutationVariables = Exact<{
  input: RegisterUserInput;
}>;

export type RegisterMutation = {
  registerUser: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    user: { id: string; username: string } | null;
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
    expiresAt: string;
    isCurrent: boolean;
  }> | null;
};

export type RevokeSessionMutationVariables = Exact<{
  id: string;
}>;

export type RevokeSessionMutation = {
  revokeSession: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export const me =
  'query me { me { ...Profile email } } fragment Profile on CustomUserType { ...AccountName bio createdAt followersCount followingCount postsCount } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    MeQuery,
    MeQueryVariables
  >;

export const user =
  'query user($id: ID!) { userById(id: $id) { ...Profile } } fragment Profile on CustomUserType { ...AccountName bio createdAt followersCount followingCount postsCount } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    UserQuery,
    UserQueryVariables
  >;

export const userStats =
  'query userStats($id: ID!) { userStats(id: $id) { totalPosts totalLikes totalComments totalShares followersCount followingCount engagementRate } }' as TypedDocument<
    UserStatsQuery,
    UserStatsQueryVariables
  >;

export const searchUsers =
  'query searchUsers($query: String!) { searchUsers(query: $query) { ...AccountName followersCount } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    SearchUsersQuery,
    SearchUsersQueryVariables
  >;

export const followers =
  'query followers($id: ID!, $first: Int = 20, $after: String) { userById(id: $id) { id followersConnection(first: $first, after: $after) { edges { cursor node { ...AccountName } } pageInfo { hasNextPage endCursor } } } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    FollowersQuery,
    FollowersQueryVariables
  >;

export const following =
  'query following($id: ID!, $first: Int = 20, $after: String) { userById(id: $id) { id followingConnection(first: $first, after: $after) { edges { cursor node { ...AccountName } } pageInfo { hasNextPage endCursor } } } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    FollowingQuery,
    FollowingQueryVariables
  >;

export const updateProfile =
  'mutation updateProfile($input: UpdateUserProfileInput!) { updateUserProfile(input: $input) { success message errors code user { ...Profile } } } fragment Profile on CustomUserType { ...AccountName bio createdAt followersCount followingCount postsCount } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    UpdateProfileMutation,
    UpdateProfileMutationVariables
  >;

export const follow =
  'mutation follow($userId: ID!) { followUser(userId: $userId) { success message errors code following } }' as TypedDocument<
    FollowMutation,
    FollowMutationVariables
  >;

export const unfollow =
  'mutation unfollow($userId: ID!) { unfollowUser(userId: $userId) { success message errors code following } }' as TypedDocument<
    UnfollowMutation,
    UnfollowMutationVariables
  >;

export const comments =
  'query comments($postId: ID!, $first: Int = 20, $after: String) { postCommentsConnection(postId: $postId, first: $first, after: $after) { edges { cursor node { ...Comment } } pageInfo { hasNextPage endCursor } } } fragment Comment on CommentType { id content createdAt updatedAt likesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    CommentsQuery,
    CommentsQueryVariables
  >;

export const replies =
  'query replies($commentId: ID!, $first: Int = 20, $after: String) { commentRepliesConnection(commentId: $commentId, first: $first, after: $after) { edges { cursor node { ...Comment } } pageInfo { hasNextPage endCursor } } } fragment Comment on CommentType { id content createdAt updatedAt likesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    RepliesQuery,
    RepliesQueryVariables
  >;

export const createComment =
  'mutation createComment($input: CreateCommentInput!) { createComment(input: $input) { success message errors code comment { ...Comment } } } fragment Comment on CommentType { id content createdAt updatedAt likesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    CreateCommentMutation,
    CreateCommentMutationVariables
  >;

export const updateComment =
  'mutation updateComment($id: ID!, $content: String!) { updateComment(id: $id, content: $content) { success message errors code comment { ...Comment } } } fragment Comment on CommentType { id content createdAt updatedAt likesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    UpdateCommentMutation,
    UpdateCommentMutationVariables
  >;

export const deleteComment =
  'mutation deleteComment($id: ID!) { deleteComment(id: $id) { success message errors code } }' as TypedDocument<
    DeleteCommentMutation,
    DeleteCommentMutationVariables
  >;

export const likeComment =
  'mutation likeComment($commentId: ID!) { likeComment(commentId: $commentId) { success message errors code liked } }' as TypedDocument<
    LikeCommentMutation,
    LikeCommentMutationVariables
  >;

export const unlikeComment =
  'mutation unlikeComment($commentId: ID!) { unlikeComment(commentId: $commentId) { success message errors code liked } }' as TypedDocument<
    UnlikeCommentMutation,
    UnlikeCommentMutationVariables
  >;

export const homeFeed =
  'query homeFeed($first: Int = 20, $after: String) { homeFeed(first: $first, after: $after) { edges { ...FeedEntry } pageInfo { hasNextPage endCursor } } } fragment FeedEntry on HomeFeedEdge { cursor node { ...Post } reason { kind shareId caption sharedBy { ...AccountName } } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    HomeFeedQuery,
    HomeFeedQueryVariables
  >;

export const homeFeedUpdated =
  'subscription homeFeedUpdated($after: ID) { homeFeedUpdated(after: $after) { eventId edge { ...FeedEntry } } } fragment FeedEntry on HomeFeedEdge { cursor node { ...Post } reason { kind shareId caption sharedBy { ...AccountName } } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    HomeFeedUpdatedSubscription,
    HomeFeedUpdatedSubscriptionVariables
  >;

export const postCreated =
  'subscription postCreated($userId: ID, $after: ID) { postCreated(userId: $userId, after: $after) { eventId post { ...Post } } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    PostCreatedSubscription,
    PostCreatedSubscriptionVariables
  >;

export const postLiked =
  'subscription postLiked($postId: ID!, $after: ID) { postLiked(postId: $postId, after: $after) { eventId likesCount user { ...AccountName } } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    PostLikedSubscription,
    PostLikedSubscriptionVariables
  >;

export const commentCreated =
  'subscription commentCreated($postId: ID!, $after: ID) { commentCreated(postId: $postId, after: $after) { eventId comment { ...Comment } } } fragment Comment on CommentType { id content createdAt updatedAt likesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    CommentCreatedSubscription,
    CommentCreatedSubscriptionVariables
  >;

export const postInteractions =
  'subscription postInteractions($postId: ID!, $after: ID) { postInteractions(postId: $postId, after: $after) { eventId type user { ...AccountName } post { ...Post } } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } }' as TypedDocument<
    PostInteractionsSubscription,
    PostInteractionsSubscriptionVariables
  >;

export const post =
  'query post($id: ID!) { postById(id: $id) { ...Post } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    PostQuery,
    PostQueryVariables
  >;

export const posts =
  'query posts($userId: ID, $first: Int = 20, $after: String) { postsConnection(userId: $userId, first: $first, after: $after) { edges { cursor node { ...Post } } pageInfo { hasNextPage endCursor } } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    PostsQuery,
    PostsQueryVariables
  >;

export const trendingPosts =
  'query trendingPosts($limit: Int = 12, $hours: Int = 24) { trendingPosts(limit: $limit, hours: $hours) { ...Post } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    TrendingPostsQuery,
    TrendingPostsQueryVariables
  >;

export const createPost =
  'mutation createPost($input: CreatePostInput!) { createPost(input: $input) { success message errors code post { ...Post } } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    CreatePostMutation,
    CreatePostMutationVariables
  >;

export const updatePost =
  'mutation updatePost($id: ID!, $input: UpdatePostInput!) { updatePost(id: $id, input: $input) { success message errors code post { ...Post } } } fragment Post on PostType { id title content mediaType createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser user { ...AccountName } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    UpdatePostMutation,
    UpdatePostMutationVariables
  >;

export const deletePost =
  'mutation deletePost($id: ID!) { deletePost(id: $id) { success message errors code } }' as TypedDocument<
    DeletePostMutation,
    DeletePostMutationVariables
  >;

export const likePost =
  'mutation likePost($postId: ID!) { likePost(postId: $postId) { success message errors code liked post { id likesCount isLikedByUser } } }' as TypedDocument<
    LikePostMutation,
    LikePostMutationVariables
  >;

export const unlikePost =
  'mutation unlikePost($postId: ID!) { unlikePost(postId: $postId) { success message errors code liked post { id likesCount isLikedByUser } } }' as TypedDocument<
    UnlikePostMutation,
    UnlikePostMutationVariables
  >;

export const share =
  'mutation share($input: SharePostInput!) { sharePost(input: $input) { success message errors code share { id caption createdAt } } }' as TypedDocument<
    ShareMutation,
    ShareMutationVariables
  >;

export const unshare =
  'mutation unshare($postId: ID!) { unsharePost(postId: $postId) { success message errors code } }' as TypedDocument<
    UnshareMutation,
    UnshareMutationVariables
  >;

export const mutedUsers =
  'query mutedUsers($first: Int = 20, $after: String) { mutedUsers(first: $first, after: $after) { edges { cursor node { ...AccountName } } pageInfo { hasNextPage endCursor } } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    MutedUsersQuery,
    MutedUsersQueryVariables
  >;

export const blockedUsers =
  'query blockedUsers($first: Int = 20, $after: String) { blockedUsers(first: $first, after: $after) { edges { cursor node { ...AccountName } } pageInfo { hasNextPage endCursor } } } fragment AccountName on CustomUserType { id username firstName lastName profilePic isVerified }' as TypedDocument<
    BlockedUsersQuery,
    BlockedUsersQueryVariables
  >;

export const mute =
  'mutation mute($userId: ID!) { muteUser(userId: $userId) { success message errors code muted } }' as TypedDocument<
    MuteMutation,
    MuteMutationVariables
  >;

export const unmute =
  'mutation unmute($userId: ID!) { unmuteUser(userId: $userId) { success message errors code muted } }' as TypedDocument<
    UnmuteMutation,
    UnmuteMutationVariables
  >;

export const block =
  'mutation block($userId: ID!) { blockUser(userId: $userId) { success message errors code blocked } }' as TypedDocument<
    BlockMutation,
    BlockMutationVariables
  >;

export const unblock =
  'mutation unblock($userId: ID!) { unblockUser(userId: $userId) { success message errors code blocked } }' as TypedDocument<
    UnblockMutation,
    UnblockMutationVariables
  >;

export const login =
  'mutation login($username: String!, $password: String!) { tokenAuth(username: $username, password: $password) { ...Tokens } } fragment Tokens on TokenAuthPayload { token refreshToken payload { username exp } }' as TypedDocument<
    LoginMutation,
    LoginMutationVariables
  >;

export const refresh =
  'mutation refresh($refreshToken: String!) { refreshToken(refreshToken: $refreshToken) { ...Tokens } } fragment Tokens on TokenAuthPayload { token refreshToken payload { username exp } }' as TypedDocument<
    RefreshMutation,
    RefreshMutationVariables
  >;

export const logout = 'mutation logout { logout { success message errors code } }' as TypedDocument<
  LogoutMutation,
  LogoutMutationVariables
>;

export const register =
  'mutation register($input: RegisterUserInput!) { registerUser(input: $input) { success message errors code user { id username } } }' as TypedDocument<
    RegisterMutation,
    RegisterMutationVariables
  >;

export const sessions =
  'query sessions { sessions { id userAgent address createdAt lastUsedAt expiresAt isCurrent } }' as TypedDocument<
    SessionsQuery,
    SessionsQueryVariables
  >;

export const revokeSession =
  'mutation revokeSession($id: ID!) { revokeSession(id: $id) { success message errors code } }' as TypedDocument<
    RevokeSessionMutation,
    RevokeSessionMutationVariables
  >;
