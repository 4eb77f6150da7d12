// Written by "npm run schema". Do not edit.
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** A point in time as ISO 8601 text in UTC with milliseconds, for example `2026-01-31T12:00:00.000Z`. */
  DateTime: { input: string; output: string };
  /** Any value of JSON. */
  JSON: { input: unknown; output: unknown };
  /** A file of a GraphQL multipart request. None can be sent yet, so that only null is valid. */
  Upload: { input: null; output: null };
};

/** Where a page of a connection begins and ends. Connections can be paged forward only. */
export type PageInfo = {
  /** Whether there are more edges after `endCursor`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Always false, because connections can be paged forward only. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null when the page is empty. */
  startCursor: Maybe<Scalars['String']['output']>;
  /** The cursor of the last edge; pass it as `after` to get the next page. Null when the page is empty. */
  endCursor: Maybe<Scalars['String']['output']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type Query = {
  /** The caller's own account. */
  me: Maybe<CustomUserType>;
  /** An account. Null when it does not exist or when either account has blocked the other. */
  userById: Maybe<CustomUserType>;
  /** The accounts that the caller has blocked, the most recently registered account first. */
  blockedUsers: Maybe<UserConnection>;
  /**
   * The oldest top-level comments on a post, oldest first; empty when the caller may not see the post. To read beyond offset
   * 10,000, use `postCommentsConnection`.
   */
  postComments: Maybe<Array<CommentType>>;
  /**
   * The oldest direct replies to a comment, oldest first; empty when the caller may not see the comment. To read beyond
   * offset 10,000, use `commentRepliesConnection`.
   */
  commentReplies: Maybe<Array<CommentType>>;
  /** The top-level comments on a post, oldest first; empty when the caller may not see the post. */
  postCommentsConnection: Maybe<CommentConnection>;
  /** The direct replies to a comment, oldest first; empty when the caller may not see the comment. */
  commentRepliesConnection: Maybe<CommentConnection>;
  /**
   * The caller's home feed: posts and shares by the caller and by accounts that the caller follows, except muted ones.
   * Each post appears once, and entries are ordered by when they were posted or shared, newest first.
   */
  homeFeed: Maybe<HomeFeedConnection>;
  /** The posts of the caller's home feed, in the same order. Empty from offset 1,000 on: use `homeFeed` to read further. */
  userFeed: Maybe<Array<PostType>>;
  /** The accounts that the caller has muted, the most recently registered account first. */
  mutedUsers: Maybe<UserConnection>;
  /** The posts of one account or of all accounts, newest first. To read beyond offset 10,000, use `postsConnection`. */
  allPosts: Maybe<Array<PostType>>;
  /** The posts of one account or of all accounts, newest first. */
  postsConnection: Maybe<PostConnection>;
  /** A post. Null when it does not exist or the caller may not see it. */
  postById: Maybe<PostType>;
  /**
   * At most 10 accounts whose username, first name or last name contains the text: an exact username first, then the accounts
   * with most followers. Names have to begin with a text that does not have three letters or digits in a row. Needs no access
   * token.
   */
  searchUsers: Array<CustomUserType>;
  /** The caller's active sessions, newest first. An account has at most 20: a further login ends the oldest. */
  sessions: Maybe<Array<SessionType>>;
  /**
   * Sums over the posts of an account. Give one of the two arguments, which mean the same. Null when the account does not exist
   * or when either account has blocked the other.
   */
  userStats: Maybe<UserStatsType>;
  /**
   * The most discussed posts of the last hours: those with the highest sum of likes + 2 × comments + 3 × shares, the newer ones
   * first among equals. At most the 1,000 best posts of all accounts are searched for those that the caller may see. The order
   * is at most a minute old.
   */
  trendingPosts: Maybe<Array<PostType>>;
  /** Whether a post is in the caller's home feed, and why. The same as `whyNotInFeed`. */
  whyInFeed: Maybe<FeedVerdictType>;
  /** Whether a post is in the caller's home feed, and why not. The same as `whyInFeed`. */
  whyNotInFeed: Maybe<FeedVerdictType>;
  /**
   * For administrators. Whether a post is in an account's home feed, and why: what the account itself gets from `whyInFeed`.
   * Null when the account does not exist.
   */
  feedVerdict: Maybe<FeedVerdictType>;
  /** For administrators. What administrators and operators did, newest first. */
  auditLog: Maybe<AuditEntryConnection>;
  /**
   * For administrators. The resources of all hosts. Each process of the last minute has rows of its own; a resource that
   * no process measures has one row whose state is `UNKNOWN`. Needs neither Redis nor a writable database.
   */
  hostBudgets: Maybe<Array<HostBudgetType>>;
  /** For administrators. The state of the system as a whole. */
  systemStatus: Maybe<SystemStatusType>;
  /** For administrators. The processes of the api and the worker that reported in the last hour, the newest first. */
  processes: Maybe<Array<ProcessType>>;
  /** For administrators. Background tasks, the most recently enqueued first. */
  tasks: Maybe<TaskConnection>;
  /** For administrators. The tasks in state `DEAD`, the most recently enqueued first. */
  deadTasks: Maybe<TaskConnection>;
  /**
   * For administrators. In local mode, the mails that were caught instead of sent, newest first. Anywhere else it fails with
   * `NOT_FOUND`.
   */
  caughtMails: Maybe<Array<CaughtMailType>>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryUserByIdArgs = {
  id: Scalars['ID']['input'];
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryBlockedUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryPostCommentsArgs = {
  postId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryCommentRepliesArgs = {
  commentId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryPostCommentsConnectionArgs = {
  postId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryCommentRepliesConnectionArgs = {
  commentId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryHomeFeedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryUserFeedArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryMutedUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryAllPostsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryPostsConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryPostByIdArgs = {
  id: Scalars['ID']['input'];
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QuerySearchUsersArgs = {
  query: Scalars['String']['input'];
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryUserStatsArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryTrendingPostsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  hours?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryWhyInFeedArgs = {
  postId: Scalars['ID']['input'];
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryWhyNotInFeedArgs = {
  postId: Scalars['ID']['input'];
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryFeedVerdictArgs = {
  userId: Scalars['ID']['input'];
  postId: Scalars['ID']['input'];
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryAuditLogArgs = {
  actorId?: InputMaybe<Scalars['ID']['input']>;
  targetId?: InputMaybe<Scalars['ID']['input']>;
  action?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryTasksArgs = {
  states?: InputMaybe<Array<TaskState>>;
  kind?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryDeadTasksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Reads. All of them need an access token unless their description says otherwise; without one they fail with
 * `UNAUTHENTICATED`.
 */
export type QueryCaughtMailsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type Mutation = {
  /** Creates an account and sends a welcome e-mail. Needs no access token, and does not log in: call `tokenAuth` for that. */
  registerUser: RegisterUserPayload;
  /** Changes the caller's profile. */
  updateUserProfile: UpdateUserProfilePayload;
  /**
   * Blocks an account. From then on neither account sees anything of the other, and neither follows the other. Blocking it
   * again succeeds.
   */
  blockUser: BlockUserPayload;
  /**
   * Removes the caller's block of an account. Follows that the block ended are not restored. Succeeds even if the account
   * was not blocked.
   */
  unblockUser: UnblockUserPayload;
  /** Comments on a post, or replies to a comment on it. */
  createComment: CreateCommentPayload;
  /**
   * Changes the text of a comment. Only its author may. A comment with this text already stays as it is, and so does its
   * `updatedAt`.
   */
  updateComment: CreateCommentPayload;
  /**
   * Deletes a comment and all replies below it. Only the comment's author and the post's author may. Deleting it again
   * succeeds.
   */
  deleteComment: DeleteCommentPayload;
  /**
   * Follows an account, which adds its posts and shares to the caller's home feed. Following an account again succeeds and
   * changes nothing. An account can follow at most 5,000 others.
   */
  followUser: FollowUserPayload;
  /**
   * Stops following an account, which removes its posts and shares from the caller's home feed at once. Succeeds when the
   * caller was not following it.
   */
  unfollowUser: UnfollowUserPayload;
  /** Likes a post. Liking it again succeeds and changes nothing. */
  likePost: PostLikePayload;
  /** Removes the caller's like of a post, even when the caller may no longer see the post. */
  unlikePost: PostLikePayload;
  /** Likes a comment. Liking it again succeeds and changes nothing. */
  likeComment: CommentLikePayload;
  /** Removes the caller's like of a comment, even when the caller may no longer see the comment. */
  unlikeComment: CommentLikePayload;
  /**
   * Mutes an account: its posts and shares, and shares of its posts, disappear from the caller's home feed at once. The
   * muted account cannot see this. Muting it again succeeds.
   */
  muteUser: MuteUserPayload;
  /**
   * Removes the mute of an account. Its posts and shares return to the caller's home feed. Succeeds even if the account
   * was not muted.
   */
  unmuteUser: UnmuteUserPayload;
  /** Publishes a post. Give either `input` or the separate arguments; `input` wins when both are given. */
  createPost: CreatePostPayload;
  /** Changes a post. Only its author may. */
  updatePost: UpdatePostPayload;
  /** Deletes a post; its comments and shares disappear with it at once. Only its author may. Deleting it again succeeds. */
  deletePost: DeletePostPayload;
  /**
   * Logs in and starts a session. Ignores the `Authorization` header. Fails with `UNAUTHENTICATED` for a wrong username or password,
   * and with `RATE_LIMITED` after too many attempts.
   */
  tokenAuth: Maybe<TokenAuthPayload>;
  /**
   * Returns the claims of an access token that is genuine, unexpired and of an active session; fails with
   * `UNAUTHENTICATED` for any other, and says why in the message and in `extensions.reason`. Ignores the `Authorization`
   * header.
   */
  verifyToken: Maybe<VerifyTokenPayload>;
  /**
   * Issues new tokens. Ignores the `Authorization` header. Pass `refreshToken`; if both arguments are given, `token` is
   * ignored.
   */
  refreshToken: Maybe<TokenAuthPayload>;
  /** Ends the session that the request's access token belongs to. */
  logout: SessionPayload;
  /** Ends one of the caller's sessions. */
  revokeSession: SessionPayload;
  /**
   * Shares a post with the caller's followers. An account can share a post once: sharing it again succeeds and returns the
   * existing share with its caption unchanged.
   */
  sharePost: SharePostPayload;
  /** Removes the caller's share of a post, even when the caller may no longer see the post. */
  unsharePost: UnsharePostPayload;
  /**
   * For administrators. Gives an account a role, which counts from its next request on. Giving it the role it has succeeds.
   * Fails with `CONFLICT` if no administrator would be left.
   */
  setRole: ActionPayload;
  /**
   * For administrators. Gives a dead task new attempts. Succeeds if the task is pending or running already. Fails with
   * `CONFLICT` if it is done, or if a pending task of the same kind does the same work.
   */
  retryTask: TaskPayload;
  /**
   * For administrators. Makes a pending task dead, so that it is not run. Succeeds if it is dead already. Fails with
   * `CONFLICT` if it is running or done. Regular work is enqueued again for its next time.
   */
  buryTask: TaskPayload;
  /**
   * For administrators. Compares the newest 1,000 entries of an account's home feed, as a reader gets them, with the
   * definition of the feed. A difference counts only if it is still there after two seconds, because new posts take a moment
   * to reach cached feeds. Fails with `CONFLICT` for an account that follows accounts with more than 50,000 posts in all:
   * use `feedctl verify` for it.
   */
  verifyFeed: VerifyFeedPayload;
  /** For administrators. Drops what is cached of an account's home feed. The next read builds it again. */
  rebuildFeed: ActionPayload;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationRegisterUserArgs = {
  input: RegisterUserInput;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUpdateUserProfileArgs = {
  input: UpdateUserProfileInput;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationBlockUserArgs = {
  userId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUnblockUserArgs = {
  userId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationCreateCommentArgs = {
  input: CreateCommentInput;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUpdateCommentArgs = {
  id: Scalars['ID']['input'];
  content: Scalars['String']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationDeleteCommentArgs = {
  id: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationFollowUserArgs = {
  userId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUnfollowUserArgs = {
  userId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationLikePostArgs = {
  postId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUnlikePostArgs = {
  postId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationLikeCommentArgs = {
  commentId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUnlikeCommentArgs = {
  commentId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationMuteUserArgs = {
  userId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUnmuteUserArgs = {
  userId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationCreatePostArgs = {
  input?: InputMaybe<CreatePostInput>;
  userId?: InputMaybe<Scalars['ID']['input']>;
  content?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
  mediaType?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUpdatePostArgs = {
  id: Scalars['ID']['input'];
  input: UpdatePostInput;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationDeletePostArgs = {
  id: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationTokenAuthArgs = {
  username: Scalars['String']['input'];
  password: Scalars['String']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationVerifyTokenArgs = {
  token?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationRefreshTokenArgs = {
  token?: InputMaybe<Scalars['String']['input']>;
  refreshToken?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationRevokeSessionArgs = {
  id: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationSharePostArgs = {
  input: SharePostInput;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationUnsharePostArgs = {
  postId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationSetRoleArgs = {
  userId: Scalars['ID']['input'];
  role: Role;
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationRetryTaskArgs = {
  id: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationBuryTaskArgs = {
  id: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationVerifyFeedArgs = {
  userId: Scalars['ID']['input'];
};

/**
 * Writes. All of them need an access token unless their description says otherwise. Send an `Idempotency-Key` header
 * (1 to 200 printable ASCII characters without spaces) to make a retry safe: a repeated request gets the first response.
 * Payloads with `success` report problems that the caller can correct there; all other errors are in the response's
 * `errors`.
 *
 * White space around texts is removed, and they are stored in the normal form NFC of Unicode. Lengths count Unicode code
 * points. A text that contains half of a surrogate pair is rejected with `INVALID_INPUT` everywhere.
 */
export type MutationRebuildFeedArgs = {
  userId: Scalars['ID']['input'];
};

/** The result of a mutation that makes nothing to show. */
export type ActionPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** Unique, ignoring case. */
  username: Scalars['String']['output'];
  /** May be empty. */
  firstName: Scalars['String']['output'];
  /** May be empty. */
  lastName: Scalars['String']['output'];
  /** URL of the profile picture; null when there is none. */
  profilePic: Maybe<Scalars['String']['output']>;
  /** May be empty. */
  bio: Scalars['String']['output'];
  /** Whether the account's e-mail address is verified. */
  isVerified: Scalars['Boolean']['output'];
  /** When the account was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** When the profile was last changed; `createdAt` until the first change. */
  updatedAt: Scalars['DateTime']['output'];
  /** Visible only to the account itself; null for every other caller. */
  email: Maybe<Scalars['String']['output']>;
  /** Number of accounts that follow this one, including those hidden from the caller. */
  followersCount: Scalars['Int']['output'];
  /** Number of accounts that this one follows, including those hidden from the caller. */
  followingCount: Scalars['Int']['output'];
  /** Number of posts, without shares and deleted posts. */
  postsCount: Scalars['Int']['output'];
  /**
   * The account's newest comments on posts that it can still see, newest first. Visible only to the account itself; null for every
   * other caller.
   */
  comments: Maybe<Array<CommentType>>;
  /** The newest follows of this account by accounts the caller may see, newest first. Needs an access token. */
  followers: Maybe<Array<FollowType>>;
  /** The newest follows by this account of accounts the caller may see, newest first. Needs an access token. */
  following: Maybe<Array<FollowType>>;
  /** The accounts that follow this one, newest follow first. Needs an access token. */
  followersConnection: Maybe<UserConnection>;
  /** The accounts that this one follows, newest follow first. Needs an access token. */
  followingConnection: Maybe<UserConnection>;
  /**
   * The newest likes by the account, of posts that it can still see, newest first. Visible only to the account itself; null for every
   * other caller.
   */
  postLikes: Maybe<Array<PostLikeType>>;
  /**
   * The newest likes by the account, of comments that it can still see, newest first. Visible only to the account itself; null for every
   * other caller.
   */
  commentLikes: Maybe<Array<CommentLikeType>>;
  /** The account's newest posts, newest first, without its shares. Needs an access token. */
  posts: Maybe<Array<PostType>>;
  /** The account's posts, newest first, without its shares. Needs an access token. */
  postsConnection: Maybe<PostConnection>;
  /**
   * The newest shares by the account, of posts that it can still see, newest first. Visible only to the account itself; null for every
   * other caller.
   */
  shares: Maybe<Array<ShareType>>;
  /** Interactions of the account with posts, comments and other accounts. This version has none, so the list is empty. Visible only to the account itself; null for every other caller. */
  interactions: Maybe<Array<InteractionType>>;
  /** Friendships that the account asked for. This version has none, so the list is empty. Visible only to the account itself; null for every other caller. */
  requestedFriends: Maybe<Array<FriendshipType>>;
  /** Friendships that the account was asked for. This version has none, so the list is empty. Visible only to the account itself; null for every other caller. */
  receivedFriends: Maybe<Array<FriendshipType>>;
  /** Messages from the account. This version has none, so the list is empty. Visible only to the account itself; null for every other caller. */
  sentMessages: Maybe<Array<MessageType>>;
  /** Messages to the account. This version has none, so the list is empty. Visible only to the account itself; null for every other caller. */
  receivedMessages: Maybe<Array<MessageType>>;
  /** Visible to the account itself and to administrators; null for every other caller. */
  role: Maybe<Role>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeCommentsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeFollowersArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeFollowingArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeFollowersConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeFollowingConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypePostLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeCommentLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypePostsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypePostsConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeSharesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeInteractionsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeRequestedFriendsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeReceivedFriendsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeSentMessagesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * An account, as the caller may see it. Counts are the same for every caller: they include accounts and posts that are
 * hidden from the caller, which lists leave out.
 */
export type CustomUserTypeReceivedMessagesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/** An account in a page of accounts. */
export type UserEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The account. */
  node: CustomUserType;
};

/** A page of accounts. */
export type UserConnection = {
  /** The accounts of this page, in order. */
  edges: Array<UserEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/** A new account. Leading and trailing white space is removed from names and the e-mail address. */
export type RegisterUserInput = {
  /**
   * 3 to 150 letters with their accents and vowel signs, digits and `@ . + - _`. Unique, ignoring case. Stored in the
   * normal form NFKC, in which a full-width `Ａ` is an `A`. All letters must be of one script, except that Chinese, Japanese
   * and Korean may be mixed with Latin ones. Names such as `admin`, and names that look like them, are reserved.
   */
  username: Scalars['String']['input'];
  /**
   * At most 254 characters, all of them ASCII; write the domain `bücher.example` as `xn--bcher-kva.example`. Unique,
   * ignoring case.
   */
  email: Scalars['String']['input'];
  /** 8 to 256 characters. The same text is the same password in all normal forms of Unicode. */
  password: Scalars['String']['input'];
  /**
   * At most 150 characters on one line; may be empty. It must not contain a web address, or characters that change the
   * direction of writing.
   */
  firstName: Scalars['String']['input'];
  /**
   * At most 150 characters on one line; may be empty. It must not contain a web address, or characters that change the
   * direction of writing.
   */
  lastName: Scalars['String']['input'];
  /** At most 1,000 characters; empty when omitted. */
  bio?: InputMaybe<Scalars['String']['input']>;
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
  firstName?: InputMaybe<Scalars['String']['input']>;
  /**
   * At most 150 characters on one line; an empty text removes it. It must not contain a web address, or characters that change the
   * direction of writing.
   */
  lastName?: InputMaybe<Scalars['String']['input']>;
  /** At most 1,000 characters; an empty text removes it. */
  bio?: InputMaybe<Scalars['String']['input']>;
  /**
   * 3 to 150 letters with their accents and vowel signs, digits and `@ . + - _`. Unique, ignoring case. Stored in the
   * normal form NFKC, in which a full-width `Ａ` is an `A`. All letters must be of one script, except that Chinese, Japanese
   * and Korean may be mixed with Latin ones. Names such as `admin`, and names that look like them, are reserved.
   */
  username?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `registerUser`. */
export type RegisterUserPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The new account, including its e-mail address; null on failure. */
  user: Maybe<CustomUserType>;
};

/** The result of `updateUserProfile`. */
export type UpdateUserProfilePayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The caller's account after the change; null on failure. */
  user: Maybe<CustomUserType>;
};

/** The result of `blockUser`. */
export type BlockUserPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** True on success, null on failure. */
  blocked: Maybe<Scalars['Boolean']['output']>;
};

/** The result of `unblockUser`. */
export type UnblockUserPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** False on success, null on failure. */
  blocked: Maybe<Scalars['Boolean']['output']>;
};

/**
 * A comment on a post, or a reply to another comment. Counts are the same for every caller: they include replies and
 * likes by accounts hidden from the caller, which lists leave out.
 */
export type CommentType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The text of the comment. */
  content: Scalars['String']['output'];
  /** Always false, because deleted comments are never returned. */
  isDeleted: Scalars['Boolean']['output'];
  /** When the comment was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the comment was last changed; `createdAt` until the first change. */
  updatedAt: Scalars['DateTime']['output'];
  /** The author. */
  user: CustomUserType;
  /** The comment that this one replies to; null for a top-level comment, or when the caller may not see that comment. */
  parentComment: Maybe<CommentType>;
  /** The oldest direct replies, oldest first. */
  replies: Array<CommentType>;
  /** The direct replies, oldest first. */
  repliesConnection: CommentConnection;
  /** Number of direct replies, including those hidden from the caller. */
  replyCount: Scalars['Int']['output'];
  /** Number of likes, including those hidden from the caller. */
  likesCount: Scalars['Int']['output'];
  /** Whether the caller likes the comment. */
  isLikedByUser: Scalars['Boolean']['output'];
  /** The newest likes by accounts the caller may see, newest first. */
  likes: Array<CommentLikeType>;
  /** The likes by accounts the caller may see, newest first. */
  likesConnection: CommentLikeConnection;
  /** The post that was commented on; null when the caller may no longer see it. */
  post: Maybe<PostType>;
};

/**
 * A comment on a post, or a reply to another comment. Counts are the same for every caller: they include replies and
 * likes by accounts hidden from the caller, which lists leave out.
 */
export type CommentTypeRepliesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A comment on a post, or a reply to another comment. Counts are the same for every caller: they include replies and
 * likes by accounts hidden from the caller, which lists leave out.
 */
export type CommentTypeRepliesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * A comment on a post, or a reply to another comment. Counts are the same for every caller: they include replies and
 * likes by accounts hidden from the caller, which lists leave out.
 */
export type CommentTypeLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A comment on a post, or a reply to another comment. Counts are the same for every caller: they include replies and
 * likes by accounts hidden from the caller, which lists leave out.
 */
export type CommentTypeLikesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A comment in a page of comments. */
export type CommentEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The comment. */
  node: CommentType;
};

/** A page of comments. */
export type CommentConnection = {
  /** The comments of this page, in order. */
  edges: Array<CommentEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/**
 * A post, as the caller may see it. Counts are the same for every caller: they include likes, comments and shares by
 * accounts hidden from the caller, which lists leave out.
 */
export type PostType = {
  /** The oldest top-level comments, oldest first. */
  comments: Array<CommentType>;
  /** The top-level comments, oldest first. */
  commentsConnection: CommentConnection;
  /** The newest likes by accounts the caller may see, newest first. */
  likes: Array<PostLikeType>;
  /** The likes by accounts the caller may see, newest first. */
  likesConnection: PostLikeConnection;
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** Null when the post has no title. */
  title: Maybe<Scalars['String']['output']>;
  /** The text of the post. */
  content: Scalars['String']['output'];
  /** URL of the attached picture or video; null when there is none. */
  mediaFile: Maybe<Scalars['String']['output']>;
  /** The kind of media, as the author gave it, for example `image`; null when there is none. */
  mediaType: Maybe<Scalars['String']['output']>;
  /** Always false, because deleted posts are never returned. */
  isDeleted: Scalars['Boolean']['output'];
  /** When the post was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the post was last changed; `createdAt` until the first change. */
  updatedAt: Scalars['DateTime']['output'];
  /** The author. */
  user: CustomUserType;
  /** The same as `user`. */
  author: CustomUserType;
  /** Number of likes, including those hidden from the caller. */
  likesCount: Scalars['Int']['output'];
  /** Number of comments and replies, including those hidden from the caller. */
  commentCount: Scalars['Int']['output'];
  /** The same as `commentCount`. */
  commentsCount: Scalars['Int']['output'];
  /** Number of shares, including those hidden from the caller. */
  shareCount: Scalars['Int']['output'];
  /** The same as `shareCount`. */
  sharesCount: Scalars['Int']['output'];
  /** `likesCount` + 2 × `commentCount` + 3 × `shareCount`. */
  engagementScore: Scalars['Int']['output'];
  /** Whether the caller likes the post. */
  isLikedByUser: Scalars['Boolean']['output'];
  /** The newest shares by accounts the caller may see, newest first. */
  shares: Array<ShareType>;
  /** The shares by accounts the caller may see, newest first. */
  sharesConnection: ShareConnection;
};

/**
 * A post, as the caller may see it. Counts are the same for every caller: they include likes, comments and shares by
 * accounts hidden from the caller, which lists leave out.
 */
export type PostTypeCommentsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A post, as the caller may see it. Counts are the same for every caller: they include likes, comments and shares by
 * accounts hidden from the caller, which lists leave out.
 */
export type PostTypeCommentsConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * A post, as the caller may see it. Counts are the same for every caller: they include likes, comments and shares by
 * accounts hidden from the caller, which lists leave out.
 */
export type PostTypeLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A post, as the caller may see it. Counts are the same for every caller: they include likes, comments and shares by
 * accounts hidden from the caller, which lists leave out.
 */
export type PostTypeLikesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * A post, as the caller may see it. Counts are the same for every caller: they include likes, comments and shares by
 * accounts hidden from the caller, which lists leave out.
 */
export type PostTypeSharesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A post, as the caller may see it. Counts are the same for every caller: they include likes, comments and shares by
 * accounts hidden from the caller, which lists leave out.
 */
export type PostTypeSharesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A new comment. */
export type CreateCommentInput = {
  /** The post to comment on. */
  postId: Scalars['ID']['input'];
  /** 1 to 10,000 characters, at least one of them visible. White space around it is removed. */
  content: Scalars['String']['input'];
  /** The comment to reply to: any comment on the same post, itself a reply or not. Omit it for a top-level comment. */
  parentCommentId?: InputMaybe<Scalars['ID']['input']>;
};

/** The result of `createComment` and `updateComment`. */
export type CreateCommentPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The comment that was created or changed; null on failure. */
  comment: Maybe<CommentType>;
};

/** The result of `deleteComment`. */
export type DeleteCommentPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
};

/** A like of a comment. */
export type CommentLikeType = {
  /** The comment that is liked; null when the caller may no longer see it. */
  comment: Maybe<CommentType>;
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The account that likes the comment. */
  user: CustomUserType;
  /** When the comment was liked. */
  createdAt: Scalars['DateTime']['output'];
};

/** Why a post is in a home feed. */
export type FeedReasonKind =
  /** The author is the caller or an account that the caller follows. */
  | 'AUTHORED'
  /** The author is neither, but an account that the caller follows, or the caller, shared the post. */
  | 'SHARED';

/** Why a post is in a home feed, and who shared it. */
export type FeedReason = {
  /** Whether the post is here because of its author or because of a share. */
  kind: FeedReasonKind;
  /**
   * The first to share the post among the caller and the accounts that the caller follows and has not muted; null when
   * `kind` is `AUTHORED`.
   */
  sharedBy: Maybe<CustomUserType>;
  /** The id of that share; null when `kind` is `AUTHORED`. */
  shareId: Maybe<Scalars['ID']['output']>;
  /** What the sharer wrote about the post; null when `kind` is `AUTHORED`. */
  caption: Maybe<Scalars['String']['output']>;
};

/** A post in a page of a home feed. */
export type HomeFeedEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The post. */
  node: PostType;
  /** Why the post is here. */
  reason: FeedReason;
};

/** A page of a home feed. */
export type HomeFeedConnection = {
  /** The entries of this page, in order. */
  edges: Array<HomeFeedEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/**
 * Events as they happen, over WebSocket or server-sent events. All of them need an access token. An event is sent to whoever
 * may see it at that moment, also to the account that caused it, and at least once: ignore those whose `eventId` you have.
 * To resume after an interruption, pass the last `eventId` as `after`. `RESYNC` means that more than 200 events, or more than
 * 24 hours, were missed: load the list again, then subscribe without `after`.
 */
export type Subscription = {
  /** New entries of the caller's home feed, including the caller's own posts. */
  homeFeedUpdated: HomeFeedEvent;
  /** New posts by accounts that the caller has not muted. */
  postCreated: PostCreatedEvent;
  /** New likes of a post. Completes when the caller may not see the post any more. */
  postLiked: PostLikedEvent;
  /** New comments on a post, and replies to them. Completes when the caller may not see the post any more. */
  commentCreated: CommentCreatedEvent;
  /** Everything that happens to a post. Completes when the caller may not see the post any more. */
  postInteractions: PostInteractionEvent;
};

/**
 * Events as they happen, over WebSocket or server-sent events. All of them need an access token. An event is sent to whoever
 * may see it at that moment, also to the account that caused it, and at least once: ignore those whose `eventId` you have.
 * To resume after an interruption, pass the last `eventId` as `after`. `RESYNC` means that more than 200 events, or more than
 * 24 hours, were missed: load the list again, then subscribe without `after`.
 */
export type SubscriptionHomeFeedUpdatedArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Events as they happen, over WebSocket or server-sent events. All of them need an access token. An event is sent to whoever
 * may see it at that moment, also to the account that caused it, and at least once: ignore those whose `eventId` you have.
 * To resume after an interruption, pass the last `eventId` as `after`. `RESYNC` means that more than 200 events, or more than
 * 24 hours, were missed: load the list again, then subscribe without `after`.
 */
export type SubscriptionPostCreatedArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Events as they happen, over WebSocket or server-sent events. All of them need an access token. An event is sent to whoever
 * may see it at that moment, also to the account that caused it, and at least once: ignore those whose `eventId` you have.
 * To resume after an interruption, pass the last `eventId` as `after`. `RESYNC` means that more than 200 events, or more than
 * 24 hours, were missed: load the list again, then subscribe without `after`.
 */
export type SubscriptionPostLikedArgs = {
  postId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Events as they happen, over WebSocket or server-sent events. All of them need an access token. An event is sent to whoever
 * may see it at that moment, also to the account that caused it, and at least once: ignore those whose `eventId` you have.
 * To resume after an interruption, pass the last `eventId` as `after`. `RESYNC` means that more than 200 events, or more than
 * 24 hours, were missed: load the list again, then subscribe without `after`.
 */
export type SubscriptionCommentCreatedArgs = {
  postId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * Events as they happen, over WebSocket or server-sent events. All of them need an access token. An event is sent to whoever
 * may see it at that moment, also to the account that caused it, and at least once: ignore those whose `eventId` you have.
 * To resume after an interruption, pass the last `eventId` as `after`. `RESYNC` means that more than 200 events, or more than
 * 24 hours, were missed: load the list again, then subscribe without `after`.
 */
export type SubscriptionPostInteractionsArgs = {
  postId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['ID']['input']>;
};

/** The caller's home feed has a new entry. */
export type HomeFeedEvent = {
  /** Identifies the event; newer events have larger ids. */
  eventId: Scalars['ID']['output'];
  /** The new entry. */
  edge: HomeFeedEdge;
};

/** A follow of one account by another. */
export type FollowType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The account that follows. */
  follower: CustomUserType;
  /** The account that is followed. */
  followee: CustomUserType;
  /** When the follow began. */
  createdAt: Scalars['DateTime']['output'];
};

/** The result of `followUser`. */
export type FollowUserPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** True on success, null on failure. */
  following: Maybe<Scalars['Boolean']['output']>;
  /** The caller, with counts after the change; null on failure. */
  follower: Maybe<CustomUserType>;
  /** The account that is followed, with counts after the change; null on failure. */
  followee: Maybe<CustomUserType>;
};

/** The result of `unfollowUser`. */
export type UnfollowUserPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** False on success, null on failure. */
  following: Maybe<Scalars['Boolean']['output']>;
  /** The caller, with counts after the change; null on failure. */
  follower: Maybe<CustomUserType>;
  /** The account that is no longer followed, with counts after the change; null on failure. */
  followee: Maybe<CustomUserType>;
};

/** A like of a post. */
export type PostLikeType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The account that likes the post. */
  user: CustomUserType;
  /** When the post was liked. */
  createdAt: Scalars['DateTime']['output'];
  /** The post that is liked; null when the caller may no longer see it. */
  post: Maybe<PostType>;
};

/** A like in a page of a post's likes. */
export type PostLikeEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The like. */
  node: PostLikeType;
};

/** A page of a post's likes. */
export type PostLikeConnection = {
  /** The likes of this page, in order. */
  edges: Array<PostLikeEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/** A like in a page of a comment's likes. */
export type CommentLikeEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The like. */
  node: CommentLikeType;
};

/** A page of a comment's likes. */
export type CommentLikeConnection = {
  /** The likes of this page, in order. */
  edges: Array<CommentLikeEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/** The result of `likePost` and `unlikePost`. */
export type PostLikePayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** Whether the caller likes the post now; null on failure. */
  liked: Maybe<Scalars['Boolean']['output']>;
  /** The post after the change; null on failure, or when the caller may no longer see it. */
  post: Maybe<PostType>;
};

/** The result of `likeComment` and `unlikeComment`. */
export type CommentLikePayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** Whether the caller likes the comment now; null on failure. */
  liked: Maybe<Scalars['Boolean']['output']>;
  /** The comment after the change; null on failure, or when the caller may no longer see it. */
  comment: Maybe<CommentType>;
};

/** A post was created. The post is in `post`, and its main fields are beside it. */
export type PostCreatedEvent = {
  /** Identifies the event; newer events have larger ids. */
  eventId: Scalars['ID']['output'];
  /** The new post. */
  post: Maybe<PostType>;
  /** The id of the new post. */
  id: Maybe<Scalars['ID']['output']>;
  /** The title of the new post. */
  title: Maybe<Scalars['String']['output']>;
  /** The text of the new post. */
  content: Maybe<Scalars['String']['output']>;
  /** The author of the new post. */
  user: Maybe<CustomUserType>;
  /** When the post was created. */
  createdAt: Maybe<Scalars['DateTime']['output']>;
};

/** A post was liked. */
export type PostLikedEvent = {
  /** Identifies the event; newer events have larger ids. */
  eventId: Scalars['ID']['output'];
  /** The post. */
  post: Maybe<PostType>;
  /** The account that likes the post. */
  user: Maybe<CustomUserType>;
  /** The number of likes when the event was sent. */
  likesCount: Maybe<Scalars['Int']['output']>;
};

/** A comment was created. */
export type CommentCreatedEvent = {
  /** Identifies the event; newer events have larger ids. */
  eventId: Scalars['ID']['output'];
  /** The new comment. */
  comment: Maybe<CommentType>;
  /** The post that the comment is on. */
  post: Maybe<PostType>;
};

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

/** Something happened to a post. */
export type PostInteractionEvent = {
  /** Identifies the event; newer events have larger ids. */
  eventId: Scalars['ID']['output'];
  /** What happened. */
  type: PostInteractionKind;
  /** The post when the event was sent. */
  post: Maybe<PostType>;
  /** The account that did it. */
  user: Maybe<CustomUserType>;
};

/** The result of `muteUser`. */
export type MuteUserPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** True on success, null on failure. */
  muted: Maybe<Scalars['Boolean']['output']>;
};

/** The result of `unmuteUser`. */
export type UnmuteUserPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** False on success, null on failure. */
  muted: Maybe<Scalars['Boolean']['output']>;
};

/** A post in a page of posts. */
export type PostEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The post. */
  node: PostType;
};

/** A page of posts. */
export type PostConnection = {
  /** The posts of this page, in order. */
  edges: Array<PostEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/** A share: a post passed on by an account to its followers. */
export type ShareType = {
  /** The post that was shared, never itself a share; null when the caller may no longer see it. */
  post: Maybe<PostType>;
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** What the sharer wrote about the post; may be empty. */
  caption: Scalars['String']['output'];
  /** The account that shared the post. */
  user: CustomUserType;
  /** When the post was shared. */
  createdAt: Scalars['DateTime']['output'];
};

/** A new post. */
export type CreatePostInput = {
  /** At most 255 characters on one line. No title when omitted or empty. White space around it is removed. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 10,000 characters, at least one of them visible. White space around it is removed. */
  content: Scalars['String']['input'];
  /**
   * The kind of media, for example `image`. At most 50 characters on one line; none when omitted or empty. White space
   * around it is removed.
   */
  mediaType?: InputMaybe<Scalars['String']['input']>;
  /** Must be null or omitted: files cannot be uploaded yet. Clients of the original system send null. */
  mediaFile?: InputMaybe<Scalars['Upload']['input']>;
};

/**
 * A change of a post. Fields that are omitted or null keep their value. A post that has these values already stays as it is,
 * and so does its `updatedAt`.
 */
export type UpdatePostInput = {
  /** At most 255 characters on one line. An empty text removes the title. White space around it is removed. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 10,000 characters, at least one of them visible. White space around it is removed. */
  content?: InputMaybe<Scalars['String']['input']>;
  /** At most 50 characters on one line. An empty text removes the media type. White space around it is removed. */
  mediaType?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `createPost`. */
export type CreatePostPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The new post; null on failure. */
  post: Maybe<PostType>;
};

/** The result of `updatePost`. */
export type UpdatePostPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The post after the change; null on failure. */
  post: Maybe<PostType>;
};

/** The result of `deletePost`. */
export type DeletePostPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
};

/** The claims of an access token. */
export type TokenPayload = {
  /** The account's username when the token was issued. */
  username: Scalars['String']['output'];
  /** When the token expires, in seconds since 1970. */
  exp: Scalars['Int']['output'];
  /** When the user logged in, in seconds since 1970. Refreshing does not change it. */
  origIat: Scalars['Int']['output'];
};

/** A new access token and, after a login or the exchange of a refresh token, a new refresh token. */
export type TokenAuthPayload = {
  /** The access token. Send it as `Authorization: Bearer <token>`. */
  token: Scalars['String']['output'];
  /** The claims of `token`. */
  payload: TokenPayload;
  /** Can be exchanged by the mutation `refreshToken`. Null when `refreshToken` was called with an access token alone. */
  refreshToken: Maybe<Scalars['String']['output']>;
  /**
   * The last moment at which new tokens can be obtained without a login, in seconds since 1970. Despite its name this is a
   * point in time, not a duration.
   */
  refreshExpiresIn: Scalars['Int']['output'];
};

/** The result of `verifyToken`. */
export type VerifyTokenPayload = {
  /** The claims of the token. */
  payload: TokenPayload;
};

/** A login on one device. */
export type SessionType = {
  /** Opaque identifier, accepted by `revokeSession`. */
  id: Scalars['ID']['output'];
  /** The `User-Agent` header sent at login, cut to 300 characters; null when there was none. */
  userAgent: Maybe<Scalars['String']['output']>;
  /** The network address the login came from; null when it is unknown. */
  address: Maybe<Scalars['String']['output']>;
  /** When the user logged in. */
  createdAt: Scalars['DateTime']['output'];
  /** When a refresh token was last exchanged; `createdAt` until then. */
  lastUsedAt: Scalars['DateTime']['output'];
  /** When the session ends unless its refresh token is exchanged before then. */
  expiresAt: Scalars['DateTime']['output'];
  /** Whether this request was made with a token of this session. */
  isCurrent: Scalars['Boolean']['output'];
};

/** The result of ending a session. */
export type SessionPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
};

/** A share in a page of shares. */
export type ShareEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The share. */
  node: ShareType;
};

/** A page of shares. */
export type ShareConnection = {
  /** The shares of this page, in order. */
  edges: Array<ShareEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/** A new share. */
export type SharePostInput = {
  /** The post to share. If this is the id of a share, the post behind it is shared. */
  postId: Scalars['ID']['input'];
  /** At most 2,000 characters; empty when omitted. White space around it is removed. */
  caption?: InputMaybe<Scalars['String']['input']>;
};

/** The result of `sharePost`. */
export type SharePostPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The caller's share of the post; null on failure. */
  share: Maybe<ShareType>;
};

/** The result of `unsharePost`. */
export type UnsharePostPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The post after the change; null on failure, or when the caller may no longer see it. */
  post: Maybe<PostType>;
};

/** Sums over the posts of an account. Deleted posts do not count, and neither do shares by the account. */
export type UserStatsType = {
  /** Number of posts. */
  totalPosts: Maybe<Scalars['Int']['output']>;
  /** Number of likes of these posts. */
  totalLikes: Maybe<Scalars['Int']['output']>;
  /** Number of comments on these posts, with replies. */
  totalComments: Maybe<Scalars['Int']['output']>;
  /** Number of shares of these posts. */
  totalShares: Maybe<Scalars['Int']['output']>;
  /** Number of accounts that follow this one. */
  followersCount: Maybe<Scalars['Int']['output']>;
  /** Number of accounts that this one follows. */
  followingCount: Maybe<Scalars['Int']['output']>;
  /** Likes, comments and shares per post; 0 without posts. */
  engagementRate: Maybe<Scalars['Float']['output']>;
  /**
   * The post with most likes, comments and shares together, the newest one of several. Null when there is none that the
   * caller may see.
   */
  topPerformingPost: Maybe<PostType>;
};

/** The kinds of interactions. */
export type InteractionKind =
  /** The target was seen. */
  | 'VIEW'
  /** The target was liked. */
  | 'LIKE'
  /** The target was commented on. */
  | 'COMMENT'
  /** The target was shared. */
  | 'SHARE'
  /** The target, an account, was followed. */
  | 'FOLLOW';

/** The kinds of things that accounts interact with. */
export type InteractionTarget =
  /** A post. */
  | 'POST'
  /** A comment. */
  | 'COMMENT'
  /** An account. */
  | 'USER';

/** An interaction of an account with a post, a comment or another account. */
export type InteractionType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The account that did it. */
  user: CustomUserType;
  /** The kind of the target. */
  targetType: InteractionTarget;
  /** The `id` of the target. */
  targetId: Scalars['ID']['output'];
  /** The kind of the interaction. */
  interactionType: InteractionKind;
  /** Further details; null when there are none. */
  metadata: Maybe<Scalars['JSON']['output']>;
  /** When it was done. */
  createdAt: Scalars['DateTime']['output'];
};

/** The state of a friendship. */
export type FriendshipStatus =
  /** The receiver has not answered yet. */
  | 'PENDING'
  /** The receiver has accepted. */
  | 'ACCEPTED'
  /** Never returned: a block ends a friendship. It is here for clients of the original system. */
  | 'BLOCKED';

/** A friendship of two accounts, or a request for one. */
export type FriendshipType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The account that sent the request. */
  requester: CustomUserType;
  /** The account that received the request. */
  receiver: CustomUserType;
  /** Whether the receiver has accepted. */
  status: FriendshipStatus;
  /** When the request was sent. */
  createdAt: Scalars['DateTime']['output'];
  /** When the status was last changed; `createdAt` until then. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A message from one account to another. */
export type MessageType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The account that wrote the message; null when it is gone. */
  sender: Maybe<CustomUserType>;
  /** The account that the message was sent to; null when it is gone. */
  receiver: Maybe<CustomUserType>;
  /** The text of the message. */
  content: Scalars['String']['output'];
  /** Whether the receiver has read the message. */
  isRead: Scalars['Boolean']['output'];
  /** When the receiver read the message; null until then. */
  readAt: Maybe<Scalars['DateTime']['output']>;
  /** When the message was sent. */
  createdAt: Scalars['DateTime']['output'];
};

/**
 * The rule that decides whether a post is in a home feed. The first one that applies decides, in this order. Rules about
 * muted words, lists, hidden posts and shares that are turned off do not apply to any post yet, because there are no such
 * things.
 */
export type FeedRule =
  /**
   * There is no such post, or the account may not see it. Whether the post was deleted by its author, or its author has
   * blocked the account, is not said.
   */
  | 'NOT_VISIBLE'
  /** The account has deleted the post or share. */
  | 'DELETED'
  /** A moderator has hidden the post. Does not apply yet. */
  | 'HIDDEN'
  /** The account has blocked the author or sharer. */
  | 'BLOCKED_BY_YOU'
  /** The account has muted the author, or every account that would bring the post into the feed by a share. */
  | 'MUTED_ACCOUNT'
  /** The post contains a word that the account has muted. Does not apply yet. */
  | 'MUTED_WORD'
  /** The author is in a list whose members are hidden from the home feed. Does not apply yet. */
  | 'HIDDEN_BY_LIST'
  /** The account does not follow the author, and neither the account nor one that it follows has shared the post. */
  | 'NOT_FOLLOWED'
  /** The account does not want to see what the sharer shares. Does not apply yet. */
  | 'SHARES_OFF'
  /** Of a share: the post is in the feed because of an earlier share, or because the account follows or is the author. */
  | 'SHARED_EARLIER'
  /** The post is by the account itself. */
  | 'OWN'
  /** The account follows the author. */
  | 'AUTHORED'
  /** The account, or one that it follows, has shared the post. */
  | 'SHARED';

/** Whether a post is in a home feed, and why. */
export type FeedVerdictType = {
  /** Whether the post is in the feed; for the id of a share, whether that share brings it there. */
  inFeed: Scalars['Boolean']['output'];
  /** The rule that decides. */
  rule: FeedRule;
  /** The reason that the feed shows beside the post; null when it is not in the feed. */
  reason: Maybe<FeedReason>;
  /**
   * The account that the rule is about: the author or the sharer. For `SHARED_EARLIER`, the account that brings the post into
   * the feed. Null for `NOT_VISIBLE`.
   */
  account: Maybe<CustomUserType>;
  /** The muted word; null for every rule but `MUTED_WORD`. */
  word: Maybe<Scalars['String']['output']>;
  /** Since when the account has blocked or muted the author or sharer, or followed it, or when it deleted the post; else null. */
  since: Maybe<Scalars['DateTime']['output']>;
  /**
   * Whether the cached feed has the post, or there is none, so that a read of the feed shows it. False while the post is on its
   * way there, although a process that has the feed in memory may show it already, and when it is not in the feed.
   */
  delivered: Scalars['Boolean']['output'];
};

/** What an account may do besides what every account may. */
export type Role =
  /** Nothing more. */
  | 'USER'
  /** Moderate content. No operation needs this role yet. */
  | 'MODERATOR'
  /** Operate the system: everything whose description begins with "For administrators". */
  | 'ADMIN';

/** How an action reached the system. */
export type AuditOrigin =
  /** An administrator called an operation of this API. */
  | 'API'
  /** An operator ran the `feedctl` command. */
  | 'COMMAND';

/**
 * One action of an administrator or operator. It was recorded in the same transaction as its effect, and cannot be changed
 * or removed.
 */
export type AuditEntryType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** How the action reached the system. */
  origin: AuditOrigin;
  /** The `id` of the administrator, also if the account no longer exists; null for commands. */
  actorId: Maybe<Scalars['ID']['output']>;
  /** The administrator; null for commands, and when the account no longer exists. */
  actor: Maybe<CustomUserType>;
  /** The kind of action, such as `role.set` or `task.retry`. */
  action: Scalars['String']['output'];
  /** What the action was applied to: `user`, `task`, `feed` or `system`. */
  targetType: Scalars['String']['output'];
  /** The `id` of the account or task, also if it no longer exists; for a feed, that of its account. Empty for `system`. */
  targetId: Scalars['ID']['output'];
  /** More about the action, depending on its kind, such as the roles before and after; null if there is nothing more. */
  detail: Maybe<Scalars['JSON']['output']>;
  /** When the action happened. */
  createdAt: Scalars['DateTime']['output'];
};

/** An action in a page of the audit log. */
export type AuditEntryEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The action. */
  node: AuditEntryType;
};

/** A page of the audit log. */
export type AuditEntryConnection = {
  /** The actions of this page, in order. */
  edges: Array<AuditEntryEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/** How close the use of a resource is to its limit. */
export type BudgetState =
  /** At most 80 % are in use. */
  | 'OK'
  /** More than 80 % are in use; the runbook says what to do. */
  | 'WARN'
  /** All of it is in use. */
  | 'FULL'
  /** It could not be measured. */
  | 'UNKNOWN';

/** A limited resource of one of the hosts, and how much of it is in use. */
export type HostBudgetType = {
  /** The host for which the limit was chosen: `pythonanywhere`, `supabase`, `rediscloud` or `render`. */
  host: Scalars['String']['output'];
  /** What runs there: `api`, `database`, `redis` or `worker`. */
  component: Scalars['String']['output'];
  /** The `id` of the process that uses it; null for the database and Redis, and when no process of the kind is running. */
  processId: Maybe<Scalars['ID']['output']>;
  /** Name of the resource: `memory_bytes`, `disk_bytes`, `database_bytes`, `connections` or `commands_per_second`. */
  resource: Scalars['String']['output'];
  /** What `used` and `limit` count: `bytes`, `connections` or `commands per second`. */
  unit: Scalars['String']['output'];
  /** How much is in use; null when unknown. */
  used: Maybe<Scalars['Float']['output']>;
  /** The limit of the host or, if it states none, the budget that this system allows itself. */
  limit: Scalars['Float']['output'];
  /** `used` divided by `limit`; null when unknown. */
  ratio: Maybe<Scalars['Float']['output']>;
  /** How close it is to the limit. */
  state: BudgetState;
  /** When it was measured; null when unknown. */
  measuredAt: Maybe<Scalars['DateTime']['output']>;
  /** The section of `docs/runbooks.md` that says what to do: the name of its alert, such as `DatabaseNearlyFull`. */
  runbook: Scalars['String']['output'];
};

/** The state of the system as a whole. */
export type SystemStatusType = {
  /** Version of the api process that answers. */
  version: Scalars['String']['output'];
  /** The newest migration that was applied to the database. */
  schemaVersion: Scalars['String']['output'];
  /** Whether the database rejects writes at the moment. */
  readOnly: Scalars['Boolean']['output'];
  /** Whether the process that answers is connected to Redis. */
  redis: Scalars['Boolean']['output'];
  /** Number of tasks that wait to be run, including events that no worker has turned into tasks yet. */
  pendingTasks: Scalars['Int']['output'];
  /** Number of tasks that are running. */
  runningTasks: Scalars['Int']['output'];
  /** Number of tasks that ran out of attempts. */
  deadTasks: Scalars['Int']['output'];
  /** How long the task that has been due longest has waited, in seconds; 0 when none is due. */
  oldestPendingSeconds: Scalars['Float']['output'];
  /** Whether mails are caught instead of sent, so that `caughtMails` shows them: in local mode. */
  catchesMails: Scalars['Boolean']['output'];
};

/** A process of one of the services. It reports every 20 seconds. */
export type ProcessType = {
  /** Opaque identifier, new with each start. */
  id: Scalars['ID']['output'];
  /** The service: `api` or `worker`. */
  kind: Scalars['String']['output'];
  /** Version of its code. */
  version: Scalars['String']['output'];
  /** Revision of its code, as the build names it. */
  revision: Scalars['String']['output'];
  /** When it started. */
  startedAt: Scalars['DateTime']['output'];
  /** When it last reported. */
  lastSeenAt: Scalars['DateTime']['output'];
  /** Whether it reported in the last minute. A process that was stopped leaves the list; one that was killed stays for an hour. */
  isRunning: Scalars['Boolean']['output'];
};

/** The state of a background task. */
export type TaskState =
  /** It waits until it is due and a worker is free. */
  | 'PENDING'
  /** A worker runs it. */
  | 'RUNNING'
  /** It succeeded, or had nothing left to do. Such tasks are removed after some time. */
  | 'DONE'
  /** It ran out of attempts, failed for good, or was buried. `retryTask` gives it new attempts. */
  | 'DEAD';

/** A background task: a consequence of something that happened, or regular work. */
export type TaskType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** What the task does, such as `fan-out-post`. */
  kind: Scalars['String']['output'];
  /** Its state. */
  state: TaskState;
  /** What it is about: ids, no texts. */
  payload: Scalars['JSON']['output'];
  /** How often it was started. */
  attempts: Scalars['Int']['output'];
  /** Why its last attempt failed; null if none failed. */
  lastError: Maybe<Scalars['String']['output']>;
  /** The id of the request that caused it, as in the logs; null if none did. */
  requestId: Maybe<Scalars['String']['output']>;
  /** When it was enqueued. */
  createdAt: Scalars['DateTime']['output'];
  /** Not run before this time. */
  dueAt: Scalars['DateTime']['output'];
  /** When it was done or given up; null before. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A task in a page of tasks. */
export type TaskEdge = {
  /** Pass it as `after` to continue after this edge. */
  cursor: Scalars['String']['output'];
  /** The task. */
  node: TaskType;
};

/** A page of tasks. */
export type TaskConnection = {
  /** The tasks of this page, in order. */
  edges: Array<TaskEdge>;
  /** Where the page ends, and whether there is another. */
  pageInfo: PageInfo;
};

/** The result of `retryTask` and `buryTask`. */
export type TaskPayload = {
  /** Whether the mutation succeeded. When false, nothing was changed. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what happened. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** The task after the change; null on failure. */
  task: Maybe<TaskType>;
};

/** How a cached home feed differs from its definition. */
export type FeedFaultKind =
  /** The feed lacks an entry. */
  | 'MISSING'
  /** The feed has an entry that does not belong there, or for another reason. */
  | 'WRONG'
  /** The feed has an entry twice. */
  | 'DUPLICATED'
  /** The feed has an entry in the wrong place. */
  | 'MISORDERED';

/** A difference between a cached home feed and its definition. */
export type FeedFaultType = {
  /** The kind of difference. */
  kind: FeedFaultKind;
  /** The post of the entry. */
  postId: Scalars['ID']['output'];
  /** The share that brings the post into the feed; null when its author does. */
  shareId: Maybe<Scalars['ID']['output']>;
};

/** The result of `verifyFeed`. */
export type VerifyFeedPayload = {
  /** Whether the feed was compared, whatever the result. When false, it was not. */
  success: Scalars['Boolean']['output'];
  /** A sentence for people that says what was found. */
  message: Scalars['String']['output'];
  /** Why the mutation failed, one message for each problem; empty on success. */
  errors: Array<Scalars['String']['output']>;
  /**
   * Why the mutation failed, as a program may test it: `INVALID_INPUT`, `UNAUTHENTICATED`, `FORBIDDEN`, `NOT_FOUND` or
   * `CONFLICT`. Null on success.
   */
  code: Maybe<Scalars['String']['output']>;
  /** Whether the feed is cached. One that is not is read from the database; null on failure. */
  cached: Maybe<Scalars['Boolean']['output']>;
  /** The differences; empty when the feed is right, null on failure. */
  faults: Maybe<Array<FeedFaultType>>;
};

/** A mail that the system would have sent. */
export type CaughtMailType = {
  /** Opaque identifier. */
  id: Scalars['ID']['output'];
  /** The sender. */
  from: Scalars['String']['output'];
  /** The recipients, separated by commas. */
  to: Scalars['String']['output'];
  /** The subject. */
  subject: Scalars['String']['output'];
  /** The text of the mail, at most 10,000 characters of it. */
  text: Scalars['String']['output'];
  /** When it was caught. */
  receivedAt: Scalars['DateTime']['output'];
};
