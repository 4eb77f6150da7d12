// Written by "npm run schema" from the SDL in services/api/src. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from '../graphql/engine.js';
import type { UserView } from '@feed/store/identity/users/view';
import type { PostView } from '@feed/store/content/posts/view';
import type { CommentView } from '@feed/store/content/comments/view';
import type { LikeView } from '@feed/store/content/likes/view';
import type { ShareView } from '@feed/store/content/shares/view';
import type { FeedEntry, FeedReasonView } from '@feed/store/feed/entry';
import type { AuthorStatistics } from '@feed/store/content/posts/statistics';
import type { SessionView } from '@feed/store/identity/sessions/view';
import type { AuditEntry } from '@feed/store/operators/audit/reads';
import type { SeenProcess } from '@feed/store/operators/processes/process';
import type { TaskView } from '@feed/tasks/sql/inspect';
import type { RequestContext } from './request-context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  DateTime: { input: Date; output: Date | string; }
  JSON: { input: unknown; output: unknown; }
  Upload: { input: never; output: never; }
};

export type PageInfo = {
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  me?: Maybe<CustomUserType>;
  userById?: Maybe<CustomUserType>;
  blockedUsers?: Maybe<UserConnection>;
  postComments?: Maybe<Array<CommentType>>;
  commentReplies?: Maybe<Array<CommentType>>;
  postCommentsConnection?: Maybe<CommentConnection>;
  commentRepliesConnection?: Maybe<CommentConnection>;
  homeFeed?: Maybe<HomeFeedConnection>;
  userFeed?: Maybe<Array<PostType>>;
  mutedUsers?: Maybe<UserConnection>;
  allPosts?: Maybe<Array<PostType>>;
  postsConnection?: Maybe<PostConnection>;
  postById?: Maybe<PostType>;
  searchUsers: Array<CustomUserType>;
  sessions?: Maybe<Array<SessionType>>;
  userStats?: Maybe<UserStatsType>;
  trendingPosts?: Maybe<Array<PostType>>;
  whyInFeed?: Maybe<FeedVerdictType>;
  whyNotInFeed?: Maybe<FeedVerdictType>;
  feedVerdict?: Maybe<FeedVerdictType>;
  auditLog?: Maybe<AuditEntryConnection>;
  hostBudgets?: Maybe<Array<HostBudgetType>>;
  systemStatus?: Maybe<SystemStatusType>;
  processes?: Maybe<Array<ProcessType>>;
  tasks?: Maybe<TaskConnection>;
  deadTasks?: Maybe<TaskConnection>;
  caughtMails?: Maybe<Array<CaughtMailType>>;
};


export type QueryUserByIdArgs = {
  id: Scalars['ID']['input'];
};


export type QueryBlockedUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPostCommentsArgs = {
  postId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCommentRepliesArgs = {
  commentId: Scalars['ID']['input'];
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPostCommentsConnectionArgs = {
  postId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCommentRepliesConnectionArgs = {
  commentId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryHomeFeedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryUserFeedArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMutedUsersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAllPostsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryPostsConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPostByIdArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySearchUsersArgs = {
  query: Scalars['String']['input'];
};


export type QueryUserStatsArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryTrendingPostsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  hours?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWhyInFeedArgs = {
  postId: Scalars['ID']['input'];
};


export type QueryWhyNotInFeedArgs = {
  postId: Scalars['ID']['input'];
};


export type QueryFeedVerdictArgs = {
  userId: Scalars['ID']['input'];
  postId: Scalars['ID']['input'];
};


export type QueryAuditLogArgs = {
  actorId?: InputMaybe<Scalars['ID']['input']>;
  targetId?: InputMaybe<Scalars['ID']['input']>;
  action?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryTasksArgs = {
  states?: InputMaybe<Array<TaskState>>;
  kind?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDeadTasksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCaughtMailsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

export type Mutation = {
  registerUser: RegisterUserPayload;
  updateUserProfile: UpdateUserProfilePayload;
  blockUser: BlockUserPayload;
  unblockUser: UnblockUserPayload;
  createComment: CreateCommentPayload;
  updateComment: CreateCommentPayload;
  deleteComment: DeleteCommentPayload;
  followUser: FollowUserPayload;
  unfollowUser: UnfollowUserPayload;
  likePost: PostLikePayload;
  unlikePost: PostLikePayload;
  likeComment: CommentLikePayload;
  unlikeComment: CommentLikePayload;
  muteUser: MuteUserPayload;
  unmuteUser: UnmuteUserPayload;
  createPost: CreatePostPayload;
  updatePost: UpdatePostPayload;
  deletePost: DeletePostPayload;
  tokenAuth?: Maybe<TokenAuthPayload>;
  verifyToken?: Maybe<VerifyTokenPayload>;
  refreshToken?: Maybe<TokenAuthPayload>;
  logout: SessionPayload;
  revokeSession: SessionPayload;
  sharePost: SharePostPayload;
  unsharePost: UnsharePostPayload;
  setRole: ActionPayload;
  retryTask: TaskPayload;
  buryTask: TaskPayload;
  verifyFeed: VerifyFeedPayload;
  rebuildFeed: ActionPayload;
};


export type MutationRegisterUserArgs = {
  input: RegisterUserInput;
};


export type MutationUpdateUserProfileArgs = {
  input: UpdateUserProfileInput;
};


export type MutationBlockUserArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationUnblockUserArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationCreateCommentArgs = {
  input: CreateCommentInput;
};


export type MutationUpdateCommentArgs = {
  id: Scalars['ID']['input'];
  content: Scalars['String']['input'];
};


export type MutationDeleteCommentArgs = {
  id: Scalars['ID']['input'];
};


export type MutationFollowUserArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationUnfollowUserArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationLikePostArgs = {
  postId: Scalars['ID']['input'];
};


export type MutationUnlikePostArgs = {
  postId: Scalars['ID']['input'];
};


export type MutationLikeCommentArgs = {
  commentId: Scalars['ID']['input'];
};


export type MutationUnlikeCommentArgs = {
  commentId: Scalars['ID']['input'];
};


export type MutationMuteUserArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationUnmuteUserArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationCreatePostArgs = {
  input?: InputMaybe<CreatePostInput>;
  userId?: InputMaybe<Scalars['ID']['input']>;
  content?: InputMaybe<Scalars['String']['input']>;
  title?: InputMaybe<Scalars['String']['input']>;
  mediaType?: InputMaybe<Scalars['String']['input']>;
};


export type MutationUpdatePostArgs = {
  id: Scalars['ID']['input'];
  input: UpdatePostInput;
};


export type MutationDeletePostArgs = {
  id: Scalars['ID']['input'];
};


export type MutationTokenAuthArgs = {
  username: Scalars['String']['input'];
  password: Scalars['String']['input'];
};


export type MutationVerifyTokenArgs = {
  token?: InputMaybe<Scalars['String']['input']>;
};


export type MutationRefreshTokenArgs = {
  token?: InputMaybe<Scalars['String']['input']>;
  refreshToken?: InputMaybe<Scalars['String']['input']>;
};


export type MutationRevokeSessionArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSharePostArgs = {
  input: SharePostInput;
};


export type MutationUnsharePostArgs = {
  postId: Scalars['ID']['input'];
};


export type MutationSetRoleArgs = {
  userId: Scalars['ID']['input'];
  role: Role;
};


export type MutationRetryTaskArgs = {
  id: Scalars['ID']['input'];
};


export type MutationBuryTaskArgs = {
  id: Scalars['ID']['input'];
};


export type MutationVerifyFeedArgs = {
  userId: Scalars['ID']['input'];
};


export type MutationRebuildFeedArgs = {
  userId: Scalars['ID']['input'];
};

export type ActionPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
};

export type CustomUserType = {
  id: Scalars['ID']['output'];
  username: Scalars['String']['output'];
  firstName: Scalars['String']['output'];
  lastName: Scalars['String']['output'];
  profilePic?: Maybe<Scalars['String']['output']>;
  bio: Scalars['String']['output'];
  isVerified: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
  email?: Maybe<Scalars['String']['output']>;
  followersCount: Scalars['Int']['output'];
  followingCount: Scalars['Int']['output'];
  postsCount: Scalars['Int']['output'];
  comments?: Maybe<Array<CommentType>>;
  followers?: Maybe<Array<FollowType>>;
  following?: Maybe<Array<FollowType>>;
  followersConnection?: Maybe<UserConnection>;
  followingConnection?: Maybe<UserConnection>;
  postLikes?: Maybe<Array<PostLikeType>>;
  commentLikes?: Maybe<Array<CommentLikeType>>;
  posts?: Maybe<Array<PostType>>;
  postsConnection?: Maybe<PostConnection>;
  shares?: Maybe<Array<ShareType>>;
  interactions?: Maybe<Array<InteractionType>>;
  requestedFriends?: Maybe<Array<FriendshipType>>;
  receivedFriends?: Maybe<Array<FriendshipType>>;
  sentMessages?: Maybe<Array<MessageType>>;
  receivedMessages?: Maybe<Array<MessageType>>;
  role?: Maybe<Role>;
};


export type CustomUserTypeCommentsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeFollowersArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeFollowingArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeFollowersConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type CustomUserTypeFollowingConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type CustomUserTypePostLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeCommentLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypePostsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypePostsConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type CustomUserTypeSharesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeInteractionsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeRequestedFriendsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeReceivedFriendsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeSentMessagesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomUserTypeReceivedMessagesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};

export type UserEdge = {
  cursor: Scalars['String']['output'];
  node: CustomUserType;
};

export type UserConnection = {
  edges: Array<UserEdge>;
  pageInfo: PageInfo;
};

export type RegisterUserInput = {
  username: Scalars['String']['input'];
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
  firstName: Scalars['String']['input'];
  lastName: Scalars['String']['input'];
  bio?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateUserProfileInput = {
  firstName?: InputMaybe<Scalars['String']['input']>;
  lastName?: InputMaybe<Scalars['String']['input']>;
  bio?: InputMaybe<Scalars['String']['input']>;
  username?: InputMaybe<Scalars['String']['input']>;
};

export type RegisterUserPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  user?: Maybe<CustomUserType>;
};

export type UpdateUserProfilePayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  user?: Maybe<CustomUserType>;
};

export type BlockUserPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  blocked?: Maybe<Scalars['Boolean']['output']>;
};

export type UnblockUserPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  blocked?: Maybe<Scalars['Boolean']['output']>;
};

export type CommentType = {
  id: Scalars['ID']['output'];
  content: Scalars['String']['output'];
  isDeleted: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
  user: CustomUserType;
  parentComment?: Maybe<CommentType>;
  replies: Array<CommentType>;
  repliesConnection: CommentConnection;
  replyCount: Scalars['Int']['output'];
  likesCount: Scalars['Int']['output'];
  isLikedByUser: Scalars['Boolean']['output'];
  likes: Array<CommentLikeType>;
  likesConnection: CommentLikeConnection;
  post?: Maybe<PostType>;
};


export type CommentTypeRepliesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CommentTypeRepliesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type CommentTypeLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type CommentTypeLikesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type CommentEdge = {
  cursor: Scalars['String']['output'];
  node: CommentType;
};

export type CommentConnection = {
  edges: Array<CommentEdge>;
  pageInfo: PageInfo;
};

export type PostType = {
  comments: Array<CommentType>;
  commentsConnection: CommentConnection;
  likes: Array<PostLikeType>;
  likesConnection: PostLikeConnection;
  id: Scalars['ID']['output'];
  title?: Maybe<Scalars['String']['output']>;
  content: Scalars['String']['output'];
  mediaFile?: Maybe<Scalars['String']['output']>;
  mediaType?: Maybe<Scalars['String']['output']>;
  isDeleted: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
  user: CustomUserType;
  author: CustomUserType;
  likesCount: Scalars['Int']['output'];
  commentCount: Scalars['Int']['output'];
  commentsCount: Scalars['Int']['output'];
  shareCount: Scalars['Int']['output'];
  sharesCount: Scalars['Int']['output'];
  engagementScore: Scalars['Int']['output'];
  isLikedByUser: Scalars['Boolean']['output'];
  shares: Array<ShareType>;
  sharesConnection: ShareConnection;
};


export type PostTypeCommentsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type PostTypeCommentsConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type PostTypeLikesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type PostTypeLikesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type PostTypeSharesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
};


export type PostTypeSharesConnectionArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type CreateCommentInput = {
  postId: Scalars['ID']['input'];
  content: Scalars['String']['input'];
  parentCommentId?: InputMaybe<Scalars['ID']['input']>;
};

export type CreateCommentPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  comment?: Maybe<CommentType>;
};

export type DeleteCommentPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
};

export type CommentLikeType = {
  comment?: Maybe<CommentType>;
  id: Scalars['ID']['output'];
  user: CustomUserType;
  createdAt: Scalars['DateTime']['output'];
};

export type FeedReasonKind =
  | 'AUTHORED'
  | 'SHARED';

export type FeedReason = {
  kind: FeedReasonKind;
  sharedBy?: Maybe<CustomUserType>;
  shareId?: Maybe<Scalars['ID']['output']>;
  caption?: Maybe<Scalars['String']['output']>;
};

export type HomeFeedEdge = {
  cursor: Scalars['String']['output'];
  node: PostType;
  reason: FeedReason;
};

export type HomeFeedConnection = {
  edges: Array<HomeFeedEdge>;
  pageInfo: PageInfo;
};

export type Subscription = {
  homeFeedUpdated: HomeFeedEvent;
  postCreated: PostCreatedEvent;
  postLiked: PostLikedEvent;
  commentCreated: CommentCreatedEvent;
  postInteractions: PostInteractionEvent;
};


export type SubscriptionHomeFeedUpdatedArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionPostCreatedArgs = {
  userId?: InputMaybe<Scalars['ID']['input']>;
  after?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionPostLikedArgs = {
  postId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionCommentCreatedArgs = {
  postId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionPostInteractionsArgs = {
  postId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['ID']['input']>;
};

export type HomeFeedEvent = {
  eventId: Scalars['ID']['output'];
  edge: HomeFeedEdge;
};

export type FollowType = {
  id: Scalars['ID']['output'];
  follower: CustomUserType;
  followee: CustomUserType;
  createdAt: Scalars['DateTime']['output'];
};

export type FollowUserPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  following?: Maybe<Scalars['Boolean']['output']>;
  follower?: Maybe<CustomUserType>;
  followee?: Maybe<CustomUserType>;
};

export type UnfollowUserPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  following?: Maybe<Scalars['Boolean']['output']>;
  follower?: Maybe<CustomUserType>;
  followee?: Maybe<CustomUserType>;
};

export type PostLikeType = {
  id: Scalars['ID']['output'];
  user: CustomUserType;
  createdAt: Scalars['DateTime']['output'];
  post?: Maybe<PostType>;
};

export type PostLikeEdge = {
  cursor: Scalars['String']['output'];
  node: PostLikeType;
};

export type PostLikeConnection = {
  edges: Array<PostLikeEdge>;
  pageInfo: PageInfo;
};

export type CommentLikeEdge = {
  cursor: Scalars['String']['output'];
  node: CommentLikeType;
};

export type CommentLikeConnection = {
  edges: Array<CommentLikeEdge>;
  pageInfo: PageInfo;
};

export type PostLikePayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  liked?: Maybe<Scalars['Boolean']['output']>;
  post?: Maybe<PostType>;
};

export type CommentLikePayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  liked?: Maybe<Scalars['Boolean']['output']>;
  comment?: Maybe<CommentType>;
};

export type PostCreatedEvent = {
  eventId: Scalars['ID']['output'];
  post?: Maybe<PostType>;
  id?: Maybe<Scalars['ID']['output']>;
  title?: Maybe<Scalars['String']['output']>;
  content?: Maybe<Scalars['String']['output']>;
  user?: Maybe<CustomUserType>;
  createdAt?: Maybe<Scalars['DateTime']['output']>;
};

export type PostLikedEvent = {
  eventId: Scalars['ID']['output'];
  post?: Maybe<PostType>;
  user?: Maybe<CustomUserType>;
  likesCount?: Maybe<Scalars['Int']['output']>;
};

export type CommentCreatedEvent = {
  eventId: Scalars['ID']['output'];
  comment?: Maybe<CommentType>;
  post?: Maybe<PostType>;
};

export type PostInteractionKind =
  | 'LIKE'
  | 'UNLIKE'
  | 'COMMENT'
  | 'SHARE'
  | 'UNSHARE'
  | 'EDIT';

export type PostInteractionEvent = {
  eventId: Scalars['ID']['output'];
  type: PostInteractionKind;
  post?: Maybe<PostType>;
  user?: Maybe<CustomUserType>;
};

export type MuteUserPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  muted?: Maybe<Scalars['Boolean']['output']>;
};

export type UnmuteUserPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  muted?: Maybe<Scalars['Boolean']['output']>;
};

export type PostEdge = {
  cursor: Scalars['String']['output'];
  node: PostType;
};

export type PostConnection = {
  edges: Array<PostEdge>;
  pageInfo: PageInfo;
};

export type ShareType = {
  post?: Maybe<PostType>;
  id: Scalars['ID']['output'];
  caption: Scalars['String']['output'];
  user: CustomUserType;
  createdAt: Scalars['DateTime']['output'];
};

export type CreatePostInput = {
  title?: InputMaybe<Scalars['String']['input']>;
  content: Scalars['String']['input'];
  mediaType?: InputMaybe<Scalars['String']['input']>;
  mediaFile?: InputMaybe<Scalars['Upload']['input']>;
};

export type UpdatePostInput = {
  title?: InputMaybe<Scalars['String']['input']>;
  content?: InputMaybe<Scalars['String']['input']>;
  mediaType?: InputMaybe<Scalars['String']['input']>;
};

export type CreatePostPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  post?: Maybe<PostType>;
};

export type UpdatePostPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  post?: Maybe<PostType>;
};

export type DeletePostPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
};

export type TokenPayload = {
  username: Scalars['String']['output'];
  exp: Scalars['Int']['output'];
  origIat: Scalars['Int']['output'];
};

export type TokenAuthPayload = {
  token: Scalars['String']['output'];
  payload: TokenPayload;
  refreshToken?: Maybe<Scalars['String']['output']>;
  refreshExpiresIn: Scalars['Int']['output'];
};

export type VerifyTokenPayload = {
  payload: TokenPayload;
};

export type SessionType = {
  id: Scalars['ID']['output'];
  userAgent?: Maybe<Scalars['String']['output']>;
  address?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  lastUsedAt: Scalars['DateTime']['output'];
  expiresAt: Scalars['DateTime']['output'];
  isCurrent: Scalars['Boolean']['output'];
};

export type SessionPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
};

export type ShareEdge = {
  cursor: Scalars['String']['output'];
  node: ShareType;
};

export type ShareConnection = {
  edges: Array<ShareEdge>;
  pageInfo: PageInfo;
};

export type SharePostInput = {
  postId: Scalars['ID']['input'];
  caption?: InputMaybe<Scalars['String']['input']>;
};

export type SharePostPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  share?: Maybe<ShareType>;
};

export type UnsharePostPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  post?: Maybe<PostType>;
};

export type UserStatsType = {
  totalPosts?: Maybe<Scalars['Int']['output']>;
  totalLikes?: Maybe<Scalars['Int']['output']>;
  totalComments?: Maybe<Scalars['Int']['output']>;
  totalShares?: Maybe<Scalars['Int']['output']>;
  followersCount?: Maybe<Scalars['Int']['output']>;
  followingCount?: Maybe<Scalars['Int']['output']>;
  engagementRate?: Maybe<Scalars['Float']['output']>;
  topPerformingPost?: Maybe<PostType>;
};

export type InteractionKind =
  | 'VIEW'
  | 'LIKE'
  | 'COMMENT'
  | 'SHARE'
  | 'FOLLOW';

export type InteractionTarget =
  | 'POST'
  | 'COMMENT'
  | 'USER';

export type InteractionType = {
  id: Scalars['ID']['output'];
  user: CustomUserType;
  targetType: InteractionTarget;
  targetId: Scalars['ID']['output'];
  interactionType: InteractionKind;
  metadata?: Maybe<Scalars['JSON']['output']>;
  createdAt: Scalars['DateTime']['output'];
};

export type FriendshipStatus =
  | 'PENDING'
  | 'ACCEPTED'
  | 'BLOCKED';

export type FriendshipType = {
  id: Scalars['ID']['output'];
  requester: CustomUserType;
  receiver: CustomUserType;
  status: FriendshipStatus;
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
};

export type MessageType = {
  id: Scalars['ID']['output'];
  sender?: Maybe<CustomUserType>;
  receiver?: Maybe<CustomUserType>;
  content: Scalars['String']['output'];
  isRead: Scalars['Boolean']['output'];
  readAt?: Maybe<Scalars['DateTime']['output']>;
  createdAt: Scalars['DateTime']['output'];
};

export type FeedRule =
  | 'NOT_VISIBLE'
  | 'DELETED'
  | 'HIDDEN'
  | 'BLOCKED_BY_YOU'
  | 'MUTED_ACCOUNT'
  | 'MUTED_WORD'
  | 'HIDDEN_BY_LIST'
  | 'NOT_FOLLOWED'
  | 'SHARES_OFF'
  | 'SHARED_EARLIER'
  | 'OWN'
  | 'AUTHORED'
  | 'SHARED';

export type FeedVerdictType = {
  inFeed: Scalars['Boolean']['output'];
  rule: FeedRule;
  reason?: Maybe<FeedReason>;
  account?: Maybe<CustomUserType>;
  word?: Maybe<Scalars['String']['output']>;
  since?: Maybe<Scalars['DateTime']['output']>;
  delivered: Scalars['Boolean']['output'];
};

export type Role =
  | 'USER'
  | 'MODERATOR'
  | 'ADMIN';

export type AuditOrigin =
  | 'API'
  | 'COMMAND';

export type AuditEntryType = {
  id: Scalars['ID']['output'];
  origin: AuditOrigin;
  actorId?: Maybe<Scalars['ID']['output']>;
  actor?: Maybe<CustomUserType>;
  action: Scalars['String']['output'];
  targetType: Scalars['String']['output'];
  targetId: Scalars['ID']['output'];
  detail?: Maybe<Scalars['JSON']['output']>;
  createdAt: Scalars['DateTime']['output'];
};

export type AuditEntryEdge = {
  cursor: Scalars['String']['output'];
  node: AuditEntryType;
};

export type AuditEntryConnection = {
  edges: Array<AuditEntryEdge>;
  pageInfo: PageInfo;
};

export type BudgetState =
  | 'OK'
  | 'WARN'
  | 'FULL'
  | 'UNKNOWN';

export type HostBudgetType = {
  host: Scalars['String']['output'];
  component: Scalars['String']['output'];
  processId?: Maybe<Scalars['ID']['output']>;
  resource: Scalars['String']['output'];
  unit: Scalars['String']['output'];
  used?: Maybe<Scalars['Float']['output']>;
  limit: Scalars['Float']['output'];
  ratio?: Maybe<Scalars['Float']['output']>;
  state: BudgetState;
  measuredAt?: Maybe<Scalars['DateTime']['output']>;
  runbook: Scalars['String']['output'];
};

export type SystemStatusType = {
  version: Scalars['String']['output'];
  schemaVersion: Scalars['String']['output'];
  readOnly: Scalars['Boolean']['output'];
  redis: Scalars['Boolean']['output'];
  pendingTasks: Scalars['Int']['output'];
  runningTasks: Scalars['Int']['output'];
  deadTasks: Scalars['Int']['output'];
  oldestPendingSeconds: Scalars['Float']['output'];
  catchesMails: Scalars['Boolean']['output'];
};

export type ProcessType = {
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
  version: Scalars['String']['output'];
  revision: Scalars['String']['output'];
  startedAt: Scalars['DateTime']['output'];
  lastSeenAt: Scalars['DateTime']['output'];
  isRunning: Scalars['Boolean']['output'];
};

export type TaskState =
  | 'PENDING'
  | 'RUNNING'
  | 'DONE'
  | 'DEAD';

export type TaskType = {
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
  state: TaskState;
  payload: Scalars['JSON']['output'];
  attempts: Scalars['Int']['output'];
  lastError?: Maybe<Scalars['String']['output']>;
  requestId?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  dueAt: Scalars['DateTime']['output'];
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type TaskEdge = {
  cursor: Scalars['String']['output'];
  node: TaskType;
};

export type TaskConnection = {
  edges: Array<TaskEdge>;
  pageInfo: PageInfo;
};

export type TaskPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  task?: Maybe<TaskType>;
};

export type FeedFaultKind =
  | 'MISSING'
  | 'WRONG'
  | 'DUPLICATED'
  | 'MISORDERED';

export type FeedFaultType = {
  kind: FeedFaultKind;
  postId: Scalars['ID']['output'];
  shareId?: Maybe<Scalars['ID']['output']>;
};

export type VerifyFeedPayload = {
  success: Scalars['Boolean']['output'];
  message: Scalars['String']['output'];
  errors: Array<Scalars['String']['output']>;
  code?: Maybe<Scalars['String']['output']>;
  cached?: Maybe<Scalars['Boolean']['output']>;
  faults?: Maybe<Array<FeedFaultType>>;
};

export type CaughtMailType = {
  id: Scalars['ID']['output'];
  from: Scalars['String']['output'];
  to: Scalars['String']['output'];
  subject: Scalars['String']['output'];
  text: Scalars['String']['output'];
  receivedAt: Scalars['DateTime']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ActionPayload: ResolverTypeWrapper<ActionPayload>;
  CustomUserType: ResolverTypeWrapper<UserView>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['CustomUserType'] }>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges'> & { edges: Array<ResolversTypes['UserEdge']> }>;
  RegisterUserInput: RegisterUserInput;
  UpdateUserProfileInput: UpdateUserProfileInput;
  RegisterUserPayload: ResolverTypeWrapper<Omit<RegisterUserPayload, 'user'> & { user?: Maybe<ResolversTypes['CustomUserType']> }>;
  UpdateUserProfilePayload: ResolverTypeWrapper<Omit<UpdateUserProfilePayload, 'user'> & { user?: Maybe<ResolversTypes['CustomUserType']> }>;
  BlockUserPayload: ResolverTypeWrapper<BlockUserPayload>;
  UnblockUserPayload: ResolverTypeWrapper<UnblockUserPayload>;
  CommentType: ResolverTypeWrapper<CommentView>;
  CommentEdge: ResolverTypeWrapper<Omit<CommentEdge, 'node'> & { node: ResolversTypes['CommentType'] }>;
  CommentConnection: ResolverTypeWrapper<Omit<CommentConnection, 'edges'> & { edges: Array<ResolversTypes['CommentEdge']> }>;
  PostType: ResolverTypeWrapper<PostView>;
  CreateCommentInput: CreateCommentInput;
  CreateCommentPayload: ResolverTypeWrapper<Omit<CreateCommentPayload, 'comment'> & { comment?: Maybe<ResolversTypes['CommentType']> }>;
  DeleteCommentPayload: ResolverTypeWrapper<DeleteCommentPayload>;
  CommentLikeType: ResolverTypeWrapper<LikeView>;
  FeedReasonKind: FeedReasonKind;
  FeedReason: ResolverTypeWrapper<FeedReasonView>;
  HomeFeedEdge: ResolverTypeWrapper<FeedEntry>;
  HomeFeedConnection: ResolverTypeWrapper<Omit<HomeFeedConnection, 'edges'> & { edges: Array<ResolversTypes['HomeFeedEdge']> }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  HomeFeedEvent: ResolverTypeWrapper<Omit<HomeFeedEvent, 'edge'> & { edge: ResolversTypes['HomeFeedEdge'] }>;
  FollowType: ResolverTypeWrapper<Omit<FollowType, 'follower' | 'followee'> & { follower: ResolversTypes['CustomUserType'], followee: ResolversTypes['CustomUserType'] }>;
  FollowUserPayload: ResolverTypeWrapper<Omit<FollowUserPayload, 'follower' | 'followee'> & { follower?: Maybe<ResolversTypes['CustomUserType']>, followee?: Maybe<ResolversTypes['CustomUserType']> }>;
  UnfollowUserPayload: ResolverTypeWrapper<Omit<UnfollowUserPayload, 'follower' | 'followee'> & { follower?: Maybe<ResolversTypes['CustomUserType']>, followee?: Maybe<ResolversTypes['CustomUserType']> }>;
  PostLikeType: ResolverTypeWrapper<LikeView>;
  PostLikeEdge: ResolverTypeWrapper<Omit<PostLikeEdge, 'node'> & { node: ResolversTypes['PostLikeType'] }>;
  PostLikeConnection: ResolverTypeWrapper<Omit<PostLikeConnection, 'edges'> & { edges: Array<ResolversTypes['PostLikeEdge']> }>;
  CommentLikeEdge: ResolverTypeWrapper<Omit<CommentLikeEdge, 'node'> & { node: ResolversTypes['CommentLikeType'] }>;
  CommentLikeConnection: ResolverTypeWrapper<Omit<CommentLikeConnection, 'edges'> & { edges: Array<ResolversTypes['CommentLikeEdge']> }>;
  PostLikePayload: ResolverTypeWrapper<Omit<PostLikePayload, 'post'> & { post?: Maybe<ResolversTypes['PostType']> }>;
  CommentLikePayload: ResolverTypeWrapper<Omit<CommentLikePayload, 'comment'> & { comment?: Maybe<ResolversTypes['CommentType']> }>;
  PostCreatedEvent: ResolverTypeWrapper<Omit<PostCreatedEvent, 'post' | 'user'> & { post?: Maybe<ResolversTypes['PostType']>, user?: Maybe<ResolversTypes['CustomUserType']> }>;
  PostLikedEvent: ResolverTypeWrapper<Omit<PostLikedEvent, 'post' | 'user'> & { post?: Maybe<ResolversTypes['PostType']>, user?: Maybe<ResolversTypes['CustomUserType']> }>;
  CommentCreatedEvent: ResolverTypeWrapper<Omit<CommentCreatedEvent, 'comment' | 'post'> & { comment?: Maybe<ResolversTypes['CommentType']>, post?: Maybe<ResolversTypes['PostType']> }>;
  PostInteractionKind: PostInteractionKind;
  PostInteractionEvent: ResolverTypeWrapper<Omit<PostInteractionEvent, 'post' | 'user'> & { post?: Maybe<ResolversTypes['PostType']>, user?: Maybe<ResolversTypes['CustomUserType']> }>;
  MuteUserPayload: ResolverTypeWrapper<MuteUserPayload>;
  UnmuteUserPayload: ResolverTypeWrapper<UnmuteUserPayload>;
  PostEdge: ResolverTypeWrapper<Omit<PostEdge, 'node'> & { node: ResolversTypes['PostType'] }>;
  PostConnection: ResolverTypeWrapper<Omit<PostConnection, 'edges'> & { edges: Array<ResolversTypes['PostEdge']> }>;
  ShareType: ResolverTypeWrapper<ShareView>;
  CreatePostInput: CreatePostInput;
  UpdatePostInput: UpdatePostInput;
  CreatePostPayload: ResolverTypeWrapper<Omit<CreatePostPayload, 'post'> & { post?: Maybe<ResolversTypes['PostType']> }>;
  UpdatePostPayload: ResolverTypeWrapper<Omit<UpdatePostPayload, 'post'> & { post?: Maybe<ResolversTypes['PostType']> }>;
  DeletePostPayload: ResolverTypeWrapper<DeletePostPayload>;
  TokenPayload: ResolverTypeWrapper<TokenPayload>;
  TokenAuthPayload: ResolverTypeWrapper<TokenAuthPayload>;
  VerifyTokenPayload: ResolverTypeWrapper<VerifyTokenPayload>;
  SessionType: ResolverTypeWrapper<SessionView>;
  SessionPayload: ResolverTypeWrapper<SessionPayload>;
  ShareEdge: ResolverTypeWrapper<Omit<ShareEdge, 'node'> & { node: ResolversTypes['ShareType'] }>;
  ShareConnection: ResolverTypeWrapper<Omit<ShareConnection, 'edges'> & { edges: Array<ResolversTypes['ShareEdge']> }>;
  SharePostInput: SharePostInput;
  SharePostPayload: ResolverTypeWrapper<Omit<SharePostPayload, 'share'> & { share?: Maybe<ResolversTypes['ShareType']> }>;
  UnsharePostPayload: ResolverTypeWrapper<Omit<UnsharePostPayload, 'post'> & { post?: Maybe<ResolversTypes['PostType']> }>;
  UserStatsType: ResolverTypeWrapper<AuthorStatistics>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  InteractionKind: InteractionKind;
  InteractionTarget: InteractionTarget;
  InteractionType: ResolverTypeWrapper<Omit<InteractionType, 'user'> & { user: ResolversTypes['CustomUserType'] }>;
  FriendshipStatus: FriendshipStatus;
  FriendshipType: ResolverTypeWrapper<Omit<FriendshipType, 'requester' | 'receiver'> & { requester: ResolversTypes['CustomUserType'], receiver: ResolversTypes['CustomUserType'] }>;
  MessageType: ResolverTypeWrapper<Omit<MessageType, 'sender' | 'receiver'> & { sender?: Maybe<ResolversTypes['CustomUserType']>, receiver?: Maybe<ResolversTypes['CustomUserType']> }>;
  FeedRule: FeedRule;
  FeedVerdictType: ResolverTypeWrapper<Omit<FeedVerdictType, 'reason' | 'account'> & { reason?: Maybe<ResolversTypes['FeedReason']>, account?: Maybe<ResolversTypes['CustomUserType']> }>;
  Role: Role;
  AuditOrigin: AuditOrigin;
  AuditEntryType: ResolverTypeWrapper<AuditEntry>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntryType'] }>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges'> & { edges: Array<ResolversTypes['AuditEntryEdge']> }>;
  BudgetState: BudgetState;
  HostBudgetType: ResolverTypeWrapper<HostBudgetType>;
  SystemStatusType: ResolverTypeWrapper<SystemStatusType>;
  ProcessType: ResolverTypeWrapper<SeenProcess>;
  TaskState: TaskState;
  TaskType: ResolverTypeWrapper<TaskView>;
  TaskEdge: ResolverTypeWrapper<Omit<TaskEdge, 'node'> & { node: ResolversTypes['TaskType'] }>;
  TaskConnection: ResolverTypeWrapper<Omit<TaskConnection, 'edges'> & { edges: Array<ResolversTypes['TaskEdge']> }>;
  TaskPayload: ResolverTypeWrapper<Omit<TaskPayload, 'task'> & { task?: Maybe<ResolversTypes['TaskType']> }>;
  FeedFaultKind: FeedFaultKind;
  FeedFaultType: ResolverTypeWrapper<FeedFaultType>;
  VerifyFeedPayload: ResolverTypeWrapper<VerifyFeedPayload>;
  CaughtMailType: ResolverTypeWrapper<CaughtMailType>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  JSON: Scalars['JSON']['output'];
  Upload: Scalars['Upload']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  ActionPayload: ActionPayload;
  CustomUserType: UserView;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['CustomUserType'] };
  UserConnection: Omit<UserConnection, 'edges'> & { edges: Array<ResolversParentTypes['UserEdge']> };
  RegisterUserInput: RegisterUserInput;
  UpdateUserProfileInput: UpdateUserProfileInput;
  RegisterUserPayload: Omit<RegisterUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['CustomUserType']> };
  UpdateUserProfilePayload: Omit<UpdateUserProfilePayload, 'user'> & { user?: Maybe<ResolversParentTypes['CustomUserType']> };
  BlockUserPayload: BlockUserPayload;
  UnblockUserPayload: UnblockUserPayload;
  CommentType: CommentView;
  CommentEdge: Omit<CommentEdge, 'node'> & { node: ResolversParentTypes['CommentType'] };
  CommentConnection: Omit<CommentConnection, 'edges'> & { edges: Array<ResolversParentTypes['CommentEdge']> };
  PostType: PostView;
  CreateCommentInput: CreateCommentInput;
  CreateCommentPayload: Omit<CreateCommentPayload, 'comment'> & { comment?: Maybe<ResolversParentTypes['CommentType']> };
  DeleteCommentPayload: DeleteCommentPayload;
  CommentLikeType: LikeView;
  FeedReason: FeedReasonView;
  HomeFeedEdge: FeedEntry;
  HomeFeedConnection: Omit<HomeFeedConnection, 'edges'> & { edges: Array<ResolversParentTypes['HomeFeedEdge']> };
  Subscription: Record<PropertyKey, never>;
  HomeFeedEvent: Omit<HomeFeedEvent, 'edge'> & { edge: ResolversParentTypes['HomeFeedEdge'] };
  FollowType: Omit<FollowType, 'follower' | 'followee'> & { follower: ResolversParentTypes['CustomUserType'], followee: ResolversParentTypes['CustomUserType'] };
  FollowUserPayload: Omit<FollowUserPayload, 'follower' | 'followee'> & { follower?: Maybe<ResolversParentTypes['CustomUserType']>, followee?: Maybe<ResolversParentTypes['CustomUserType']> };
  UnfollowUserPayload: Omit<UnfollowUserPayload, 'follower' | 'followee'> & { follower?: Maybe<ResolversParentTypes['CustomUserType']>, followee?: Maybe<ResolversParentTypes['CustomUserType']> };
  PostLikeType: LikeView;
  PostLikeEdge: Omit<PostLikeEdge, 'node'> & { node: ResolversParentTypes['PostLikeType'] };
  PostLikeConnection: Omit<PostLikeConnection, 'edges'> & { edges: Array<ResolversParentTypes['PostLikeEdge']> };
  CommentLikeEdge: Omit<CommentLikeEdge, 'node'> & { node: ResolversParentTypes['CommentLikeType'] };
  CommentLikeConnection: Omit<CommentLikeConnection, 'edges'> & { edges: Array<ResolversParentTypes['CommentLikeEdge']> };
  PostLikePayload: Omit<PostLikePayload, 'post'> & { post?: Maybe<ResolversParentTypes['PostType']> };
  CommentLikePayload: Omit<CommentLikePayload, 'comment'> & { comment?: Maybe<ResolversParentTypes['CommentType']> };
  PostCreatedEvent: Omit<PostCreatedEvent, 'post' | 'user'> & { post?: Maybe<ResolversParentTypes['PostType']>, user?: Maybe<ResolversParentTypes['CustomUserType']> };
  PostLikedEvent: Omit<PostLikedEvent, 'post' | 'user'> & { post?: Maybe<ResolversParentTypes['PostType']>, user?: Maybe<ResolversParentTypes['CustomUserType']> };
  CommentCreatedEvent: Omit<CommentCreatedEvent, 'comment' | 'post'> & { comment?: Maybe<ResolversParentTypes['CommentType']>, post?: Maybe<ResolversParentTypes['PostType']> };
  PostInteractionEvent: Omit<PostInteractionEvent, 'post' | 'user'> & { post?: Maybe<ResolversParentTypes['PostType']>, user?: Maybe<ResolversParentTypes['CustomUserType']> };
  MuteUserPayload: MuteUserPayload;
  UnmuteUserPayload: UnmuteUserPayload;
  PostEdge: Omit<PostEdge, 'node'> & { node: ResolversParentTypes['PostType'] };
  PostConnection: Omit<PostConnection, 'edges'> & { edges: Array<ResolversParentTypes['PostEdge']> };
  ShareType: ShareView;
  CreatePostInput: CreatePostInput;
  UpdatePostInput: UpdatePostInput;
  CreatePostPayload: Omit<CreatePostPayload, 'post'> & { post?: Maybe<ResolversParentTypes['PostType']> };
  UpdatePostPayload: Omit<UpdatePostPayload, 'post'> & { post?: Maybe<ResolversParentTypes['PostType']> };
  DeletePostPayload: DeletePostPayload;
  TokenPayload: TokenPayload;
  TokenAuthPayload: TokenAuthPayload;
  VerifyTokenPayload: VerifyTokenPayload;
  SessionType: SessionView;
  SessionPayload: SessionPayload;
  ShareEdge: Omit<ShareEdge, 'node'> & { node: ResolversParentTypes['ShareType'] };
  ShareConnection: Omit<ShareConnection, 'edges'> & { edges: Array<ResolversParentTypes['ShareEdge']> };
  SharePostInput: SharePostInput;
  SharePostPayload: Omit<SharePostPayload, 'share'> & { share?: Maybe<ResolversParentTypes['ShareType']> };
  UnsharePostPayload: Omit<UnsharePostPayload, 'post'> & { post?: Maybe<ResolversParentTypes['PostType']> };
  UserStatsType: AuthorStatistics;
  Float: Scalars['Float']['output'];
  InteractionType: Omit<InteractionType, 'user'> & { user: ResolversParentTypes['CustomUserType'] };
  FriendshipType: Omit<FriendshipType, 'requester' | 'receiver'> & { requester: ResolversParentTypes['CustomUserType'], receiver: ResolversParentTypes['CustomUserType'] };
  MessageType: Omit<MessageType, 'sender' | 'receiver'> & { sender?: Maybe<ResolversParentTypes['CustomUserType']>, receiver?: Maybe<ResolversParentTypes['CustomUserType']> };
  FeedVerdictType: Omit<FeedVerdictType, 'reason' | 'account'> & { reason?: Maybe<ResolversParentTypes['FeedReason']>, account?: Maybe<ResolversParentTypes['CustomUserType']> };
  AuditEntryType: AuditEntry;
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntryType'] };
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges'> & { edges: Array<ResolversParentTypes['AuditEntryEdge']> };
  HostBudgetType: HostBudgetType;
  SystemStatusType: SystemStatusType;
  ProcessType: SeenProcess;
  TaskType: TaskView;
  TaskEdge: Omit<TaskEdge, 'node'> & { node: ResolversParentTypes['TaskType'] };
  TaskConnection: Omit<TaskConnection, 'edges'> & { edges: Array<ResolversParentTypes['TaskEdge']> };
  TaskPayload: Omit<TaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['TaskType']> };
  FeedFaultType: FeedFaultType;
  VerifyFeedPayload: VerifyFeedPayload;
  CaughtMailType: CaughtMailType;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface UploadScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Upload'], any> {
  name: 'Upload';
}

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  userById?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType, RequireFields<QueryUserByIdArgs, 'id'>>;
  blockedUsers?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryBlockedUsersArgs, 'first'>>;
  postComments?: Resolver<Maybe<Array<ResolversTypes['CommentType']>>, ParentType, ContextType, RequireFields<QueryPostCommentsArgs, 'postId' | 'limit' | 'offset'>>;
  commentReplies?: Resolver<Maybe<Array<ResolversTypes['CommentType']>>, ParentType, ContextType, RequireFields<QueryCommentRepliesArgs, 'commentId' | 'limit' | 'offset'>>;
  postCommentsConnection?: Resolver<Maybe<ResolversTypes['CommentConnection']>, ParentType, ContextType, RequireFields<QueryPostCommentsConnectionArgs, 'postId'>>;
  commentRepliesConnection?: Resolver<Maybe<ResolversTypes['CommentConnection']>, ParentType, ContextType, RequireFields<QueryCommentRepliesConnectionArgs, 'commentId'>>;
  homeFeed?: Resolver<Maybe<ResolversTypes['HomeFeedConnection']>, ParentType, ContextType, RequireFields<QueryHomeFeedArgs, 'first'>>;
  userFeed?: Resolver<Maybe<Array<ResolversTypes['PostType']>>, ParentType, ContextType, RequireFields<QueryUserFeedArgs, 'limit' | 'offset'>>;
  mutedUsers?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryMutedUsersArgs, 'first'>>;
  allPosts?: Resolver<Maybe<Array<ResolversTypes['PostType']>>, ParentType, ContextType, RequireFields<QueryAllPostsArgs, 'limit' | 'offset'>>;
  postsConnection?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, Partial<QueryPostsConnectionArgs>>;
  postById?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType, RequireFields<QueryPostByIdArgs, 'id'>>;
  searchUsers?: Resolver<Array<ResolversTypes['CustomUserType']>, ParentType, ContextType, RequireFields<QuerySearchUsersArgs, 'query'>>;
  sessions?: Resolver<Maybe<Array<ResolversTypes['SessionType']>>, ParentType, ContextType>;
  userStats?: Resolver<Maybe<ResolversTypes['UserStatsType']>, ParentType, ContextType, Partial<QueryUserStatsArgs>>;
  trendingPosts?: Resolver<Maybe<Array<ResolversTypes['PostType']>>, ParentType, ContextType, RequireFields<QueryTrendingPostsArgs, 'limit' | 'hours'>>;
  whyInFeed?: Resolver<Maybe<ResolversTypes['FeedVerdictType']>, ParentType, ContextType, RequireFields<QueryWhyInFeedArgs, 'postId'>>;
  whyNotInFeed?: Resolver<Maybe<ResolversTypes['FeedVerdictType']>, ParentType, ContextType, RequireFields<QueryWhyNotInFeedArgs, 'postId'>>;
  feedVerdict?: Resolver<Maybe<ResolversTypes['FeedVerdictType']>, ParentType, ContextType, RequireFields<QueryFeedVerdictArgs, 'userId' | 'postId'>>;
  auditLog?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first'>>;
  hostBudgets?: Resolver<Maybe<Array<ResolversTypes['HostBudgetType']>>, ParentType, ContextType>;
  systemStatus?: Resolver<Maybe<ResolversTypes['SystemStatusType']>, ParentType, ContextType>;
  processes?: Resolver<Maybe<Array<ResolversTypes['ProcessType']>>, ParentType, ContextType>;
  tasks?: Resolver<Maybe<ResolversTypes['TaskConnection']>, ParentType, ContextType, RequireFields<QueryTasksArgs, 'first'>>;
  deadTasks?: Resolver<Maybe<ResolversTypes['TaskConnection']>, ParentType, ContextType, RequireFields<QueryDeadTasksArgs, 'first'>>;
  caughtMails?: Resolver<Maybe<Array<ResolversTypes['CaughtMailType']>>, ParentType, ContextType, RequireFields<QueryCaughtMailsArgs, 'limit'>>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  registerUser?: Resolver<ResolversTypes['RegisterUserPayload'], ParentType, ContextType, RequireFields<MutationRegisterUserArgs, 'input'>>;
  updateUserProfile?: Resolver<ResolversTypes['UpdateUserProfilePayload'], ParentType, ContextType, RequireFields<MutationUpdateUserProfileArgs, 'input'>>;
  blockUser?: Resolver<ResolversTypes['BlockUserPayload'], ParentType, ContextType, RequireFields<MutationBlockUserArgs, 'userId'>>;
  unblockUser?: Resolver<ResolversTypes['UnblockUserPayload'], ParentType, ContextType, RequireFields<MutationUnblockUserArgs, 'userId'>>;
  createComment?: Resolver<ResolversTypes['CreateCommentPayload'], ParentType, ContextType, RequireFields<MutationCreateCommentArgs, 'input'>>;
  updateComment?: Resolver<ResolversTypes['CreateCommentPayload'], ParentType, ContextType, RequireFields<MutationUpdateCommentArgs, 'id' | 'content'>>;
  deleteComment?: Resolver<ResolversTypes['DeleteCommentPayload'], ParentType, ContextType, RequireFields<MutationDeleteCommentArgs, 'id'>>;
  followUser?: Resolver<ResolversTypes['FollowUserPayload'], ParentType, ContextType, RequireFields<MutationFollowUserArgs, 'userId'>>;
  unfollowUser?: Resolver<ResolversTypes['UnfollowUserPayload'], ParentType, ContextType, RequireFields<MutationUnfollowUserArgs, 'userId'>>;
  likePost?: Resolver<ResolversTypes['PostLikePayload'], ParentType, ContextType, RequireFields<MutationLikePostArgs, 'postId'>>;
  unlikePost?: Resolver<ResolversTypes['PostLikePayload'], ParentType, ContextType, RequireFields<MutationUnlikePostArgs, 'postId'>>;
  likeComment?: Resolver<ResolversTypes['CommentLikePayload'], ParentType, ContextType, RequireFields<MutationLikeCommentArgs, 'commentId'>>;
  unlikeComment?: Resolver<ResolversTypes['CommentLikePayload'], ParentType, ContextType, RequireFields<MutationUnlikeCommentArgs, 'commentId'>>;
  muteUser?: Resolver<ResolversTypes['MuteUserPayload'], ParentType, ContextType, RequireFields<MutationMuteUserArgs, 'userId'>>;
  unmuteUser?: Resolver<ResolversTypes['UnmuteUserPayload'], ParentType, ContextType, RequireFields<MutationUnmuteUserArgs, 'userId'>>;
  createPost?: Resolver<ResolversTypes['CreatePostPayload'], ParentType, ContextType, Partial<MutationCreatePostArgs>>;
  updatePost?: Resolver<ResolversTypes['UpdatePostPayload'], ParentType, ContextType, RequireFields<MutationUpdatePostArgs, 'id' | 'input'>>;
  deletePost?: Resolver<ResolversTypes['DeletePostPayload'], ParentType, ContextType, RequireFields<MutationDeletePostArgs, 'id'>>;
  tokenAuth?: Resolver<Maybe<ResolversTypes['TokenAuthPayload']>, ParentType, ContextType, RequireFields<MutationTokenAuthArgs, 'username' | 'password'>>;
  verifyToken?: Resolver<Maybe<ResolversTypes['VerifyTokenPayload']>, ParentType, ContextType, Partial<MutationVerifyTokenArgs>>;
  refreshToken?: Resolver<Maybe<ResolversTypes['TokenAuthPayload']>, ParentType, ContextType, Partial<MutationRefreshTokenArgs>>;
  logout?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType>;
  revokeSession?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'id'>>;
  sharePost?: Resolver<ResolversTypes['SharePostPayload'], ParentType, ContextType, RequireFields<MutationSharePostArgs, 'input'>>;
  unsharePost?: Resolver<ResolversTypes['UnsharePostPayload'], ParentType, ContextType, RequireFields<MutationUnsharePostArgs, 'postId'>>;
  setRole?: Resolver<ResolversTypes['ActionPayload'], ParentType, ContextType, RequireFields<MutationSetRoleArgs, 'userId' | 'role'>>;
  retryTask?: Resolver<ResolversTypes['TaskPayload'], ParentType, ContextType, RequireFields<MutationRetryTaskArgs, 'id'>>;
  buryTask?: Resolver<ResolversTypes['TaskPayload'], ParentType, ContextType, RequireFields<MutationBuryTaskArgs, 'id'>>;
  verifyFeed?: Resolver<ResolversTypes['VerifyFeedPayload'], ParentType, ContextType, RequireFields<MutationVerifyFeedArgs, 'userId'>>;
  rebuildFeed?: Resolver<ResolversTypes['ActionPayload'], ParentType, ContextType, RequireFields<MutationRebuildFeedArgs, 'userId'>>;
};

export type ActionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ActionPayload'] = ResolversParentTypes['ActionPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomUserTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomUserType'] = ResolversParentTypes['CustomUserType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  profilePic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  followersCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  followingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  postsCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  comments?: Resolver<Maybe<Array<ResolversTypes['CommentType']>>, ParentType, ContextType, RequireFields<CustomUserTypeCommentsArgs, 'limit'>>;
  followers?: Resolver<Maybe<Array<ResolversTypes['FollowType']>>, ParentType, ContextType, RequireFields<CustomUserTypeFollowersArgs, 'limit'>>;
  following?: Resolver<Maybe<Array<ResolversTypes['FollowType']>>, ParentType, ContextType, RequireFields<CustomUserTypeFollowingArgs, 'limit'>>;
  followersConnection?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<CustomUserTypeFollowersConnectionArgs, 'first'>>;
  followingConnection?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<CustomUserTypeFollowingConnectionArgs, 'first'>>;
  postLikes?: Resolver<Maybe<Array<ResolversTypes['PostLikeType']>>, ParentType, ContextType, RequireFields<CustomUserTypePostLikesArgs, 'limit'>>;
  commentLikes?: Resolver<Maybe<Array<ResolversTypes['CommentLikeType']>>, ParentType, ContextType, RequireFields<CustomUserTypeCommentLikesArgs, 'limit'>>;
  posts?: Resolver<Maybe<Array<ResolversTypes['PostType']>>, ParentType, ContextType, RequireFields<CustomUserTypePostsArgs, 'limit'>>;
  postsConnection?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, Partial<CustomUserTypePostsConnectionArgs>>;
  shares?: Resolver<Maybe<Array<ResolversTypes['ShareType']>>, ParentType, ContextType, RequireFields<CustomUserTypeSharesArgs, 'limit'>>;
  interactions?: Resolver<Maybe<Array<ResolversTypes['InteractionType']>>, ParentType, ContextType, RequireFields<CustomUserTypeInteractionsArgs, 'limit'>>;
  requestedFriends?: Resolver<Maybe<Array<ResolversTypes['FriendshipType']>>, ParentType, ContextType, RequireFields<CustomUserTypeRequestedFriendsArgs, 'limit'>>;
  receivedFriends?: Resolver<Maybe<Array<ResolversTypes['FriendshipType']>>, ParentType, ContextType, RequireFields<CustomUserTypeReceivedFriendsArgs, 'limit'>>;
  sentMessages?: Resolver<Maybe<Array<ResolversTypes['MessageType']>>, ParentType, ContextType, RequireFields<CustomUserTypeSentMessagesArgs, 'limit'>>;
  receivedMessages?: Resolver<Maybe<Array<ResolversTypes['MessageType']>>, ParentType, ContextType, RequireFields<CustomUserTypeReceivedMessagesArgs, 'limit'>>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RegisterUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RegisterUserPayload'] = ResolversParentTypes['RegisterUserPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
};

export type UpdateUserProfilePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateUserProfilePayload'] = ResolversParentTypes['UpdateUserProfilePayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
};

export type BlockUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BlockUserPayload'] = ResolversParentTypes['BlockUserPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blocked?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type UnblockUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnblockUserPayload'] = ResolversParentTypes['UnblockUserPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blocked?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type CommentTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentType'] = ResolversParentTypes['CommentType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isDeleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  parentComment?: Resolver<Maybe<ResolversTypes['CommentType']>, ParentType, ContextType>;
  replies?: Resolver<Array<ResolversTypes['CommentType']>, ParentType, ContextType, RequireFields<CommentTypeRepliesArgs, 'limit'>>;
  repliesConnection?: Resolver<ResolversTypes['CommentConnection'], ParentType, ContextType, Partial<CommentTypeRepliesConnectionArgs>>;
  replyCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  likesCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isLikedByUser?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  likes?: Resolver<Array<ResolversTypes['CommentLikeType']>, ParentType, ContextType, RequireFields<CommentTypeLikesArgs, 'limit'>>;
  likesConnection?: Resolver<ResolversTypes['CommentLikeConnection'], ParentType, ContextType, Partial<CommentTypeLikesConnectionArgs>>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type CommentEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentEdge'] = ResolversParentTypes['CommentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CommentType'], ParentType, ContextType>;
};

export type CommentConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentConnection'] = ResolversParentTypes['CommentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CommentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PostTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostType'] = ResolversParentTypes['PostType']> = {
  comments?: Resolver<Array<ResolversTypes['CommentType']>, ParentType, ContextType, RequireFields<PostTypeCommentsArgs, 'limit'>>;
  commentsConnection?: Resolver<ResolversTypes['CommentConnection'], ParentType, ContextType, Partial<PostTypeCommentsConnectionArgs>>;
  likes?: Resolver<Array<ResolversTypes['PostLikeType']>, ParentType, ContextType, RequireFields<PostTypeLikesArgs, 'limit'>>;
  likesConnection?: Resolver<ResolversTypes['PostLikeConnection'], ParentType, ContextType, Partial<PostTypeLikesConnectionArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaFile?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mediaType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isDeleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  likesCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  commentCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  commentsCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shareCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sharesCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  engagementScore?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isLikedByUser?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  shares?: Resolver<Array<ResolversTypes['ShareType']>, ParentType, ContextType, RequireFields<PostTypeSharesArgs, 'limit'>>;
  sharesConnection?: Resolver<ResolversTypes['ShareConnection'], ParentType, ContextType, Partial<PostTypeSharesConnectionArgs>>;
};

export type CreateCommentPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateCommentPayload'] = ResolversParentTypes['CreateCommentPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['CommentType']>, ParentType, ContextType>;
};

export type DeleteCommentPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeleteCommentPayload'] = ResolversParentTypes['DeleteCommentPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CommentLikeTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentLikeType'] = ResolversParentTypes['CommentLikeType']> = {
  comment?: Resolver<Maybe<ResolversTypes['CommentType']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FeedReasonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedReason'] = ResolversParentTypes['FeedReason']> = {
  kind?: Resolver<ResolversTypes['FeedReasonKind'], ParentType, ContextType>;
  sharedBy?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  shareId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  caption?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HomeFeedEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HomeFeedEdge'] = ResolversParentTypes['HomeFeedEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PostType'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['FeedReason'], ParentType, ContextType>;
};

export type HomeFeedConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HomeFeedConnection'] = ResolversParentTypes['HomeFeedConnection']> = {
  edges?: Resolver<Array<ResolversTypes['HomeFeedEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  homeFeedUpdated?: SubscriptionResolver<ResolversTypes['HomeFeedEvent'], "homeFeedUpdated", ParentType, ContextType, Partial<SubscriptionHomeFeedUpdatedArgs>>;
  postCreated?: SubscriptionResolver<ResolversTypes['PostCreatedEvent'], "postCreated", ParentType, ContextType, Partial<SubscriptionPostCreatedArgs>>;
  postLiked?: SubscriptionResolver<ResolversTypes['PostLikedEvent'], "postLiked", ParentType, ContextType, RequireFields<SubscriptionPostLikedArgs, 'postId'>>;
  commentCreated?: SubscriptionResolver<ResolversTypes['CommentCreatedEvent'], "commentCreated", ParentType, ContextType, RequireFields<SubscriptionCommentCreatedArgs, 'postId'>>;
  postInteractions?: SubscriptionResolver<ResolversTypes['PostInteractionEvent'], "postInteractions", ParentType, ContextType, RequireFields<SubscriptionPostInteractionsArgs, 'postId'>>;
};

export type HomeFeedEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HomeFeedEvent'] = ResolversParentTypes['HomeFeedEvent']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  edge?: Resolver<ResolversTypes['HomeFeedEdge'], ParentType, ContextType>;
};

export type FollowTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FollowType'] = ResolversParentTypes['FollowType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  follower?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  followee?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FollowUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FollowUserPayload'] = ResolversParentTypes['FollowUserPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  following?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  follower?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  followee?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
};

export type UnfollowUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnfollowUserPayload'] = ResolversParentTypes['UnfollowUserPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  following?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  follower?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  followee?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
};

export type PostLikeTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostLikeType'] = ResolversParentTypes['PostLikeType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type PostLikeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostLikeEdge'] = ResolversParentTypes['PostLikeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PostLikeType'], ParentType, ContextType>;
};

export type PostLikeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostLikeConnection'] = ResolversParentTypes['PostLikeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PostLikeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CommentLikeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentLikeEdge'] = ResolversParentTypes['CommentLikeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CommentLikeType'], ParentType, ContextType>;
};

export type CommentLikeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentLikeConnection'] = ResolversParentTypes['CommentLikeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CommentLikeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PostLikePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostLikePayload'] = ResolversParentTypes['PostLikePayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  liked?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type CommentLikePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentLikePayload'] = ResolversParentTypes['CommentLikePayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  liked?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['CommentType']>, ParentType, ContextType>;
};

export type PostCreatedEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostCreatedEvent'] = ResolversParentTypes['PostCreatedEvent']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PostLikedEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostLikedEvent'] = ResolversParentTypes['PostLikedEvent']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  likesCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CommentCreatedEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CommentCreatedEvent'] = ResolversParentTypes['CommentCreatedEvent']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['CommentType']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type PostInteractionEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostInteractionEvent'] = ResolversParentTypes['PostInteractionEvent']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['PostInteractionKind'], ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
};

export type MuteUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MuteUserPayload'] = ResolversParentTypes['MuteUserPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  muted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type UnmuteUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnmuteUserPayload'] = ResolversParentTypes['UnmuteUserPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  muted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type PostEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostEdge'] = ResolversParentTypes['PostEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PostType'], ParentType, ContextType>;
};

export type PostConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PostConnection'] = ResolversParentTypes['PostConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PostEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ShareTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ShareType'] = ResolversParentTypes['ShareType']> = {
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  caption?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CreatePostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreatePostPayload'] = ResolversParentTypes['CreatePostPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type UpdatePostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdatePostPayload'] = ResolversParentTypes['UpdatePostPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type DeletePostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeletePostPayload'] = ResolversParentTypes['DeletePostPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TokenPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TokenPayload'] = ResolversParentTypes['TokenPayload']> = {
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exp?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  origIat?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TokenAuthPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TokenAuthPayload'] = ResolversParentTypes['TokenAuthPayload']> = {
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['TokenPayload'], ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refreshExpiresIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VerifyTokenPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VerifyTokenPayload'] = ResolversParentTypes['VerifyTokenPayload']> = {
  payload?: Resolver<ResolversTypes['TokenPayload'], ParentType, ContextType>;
};

export type SessionTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SessionType'] = ResolversParentTypes['SessionType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SessionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SessionPayload'] = ResolversParentTypes['SessionPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ShareEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ShareEdge'] = ResolversParentTypes['ShareEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ShareType'], ParentType, ContextType>;
};

export type ShareConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ShareConnection'] = ResolversParentTypes['ShareConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ShareEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SharePostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SharePostPayload'] = ResolversParentTypes['SharePostPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['ShareType']>, ParentType, ContextType>;
};

export type UnsharePostPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnsharePostPayload'] = ResolversParentTypes['UnsharePostPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type UserStatsTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserStatsType'] = ResolversParentTypes['UserStatsType']> = {
  totalPosts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalLikes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalComments?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalShares?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  followersCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  followingCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  engagementRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  topPerformingPost?: Resolver<Maybe<ResolversTypes['PostType']>, ParentType, ContextType>;
};

export type InteractionTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionType'] = ResolversParentTypes['InteractionType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  targetType?: Resolver<ResolversTypes['InteractionTarget'], ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interactionType?: Resolver<ResolversTypes['InteractionKind'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FriendshipTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FriendshipType'] = ResolversParentTypes['FriendshipType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  requester?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  receiver?: Resolver<ResolversTypes['CustomUserType'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FriendshipStatus'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MessageTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MessageType'] = ResolversParentTypes['MessageType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  receiver?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isRead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type FeedVerdictTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedVerdictType'] = ResolversParentTypes['FeedVerdictType']> = {
  inFeed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['FeedRule'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['FeedReason']>, ParentType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  word?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  delivered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AuditEntryTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntryType'] = ResolversParentTypes['AuditEntryType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['AuditOrigin'], ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['CustomUserType']>, ParentType, ContextType>;
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  targetType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntryType'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type HostBudgetTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HostBudgetType'] = ResolversParentTypes['HostBudgetType']> = {
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  component?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  processId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  used?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ratio?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BudgetState'], ParentType, ContextType>;
  measuredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  runbook?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SystemStatusTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SystemStatusType'] = ResolversParentTypes['SystemStatusType']> = {
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  schemaVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  redis?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  pendingTasks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runningTasks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deadTasks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  oldestPendingSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  catchesMails?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProcessTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProcessType'] = ResolversParentTypes['ProcessType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isRunning?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TaskTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskType'] = ResolversParentTypes['TaskType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type TaskEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskEdge'] = ResolversParentTypes['TaskEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TaskType'], ParentType, ContextType>;
};

export type TaskConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskConnection'] = ResolversParentTypes['TaskConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TaskEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TaskPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaskPayload'] = ResolversParentTypes['TaskPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['TaskType']>, ParentType, ContextType>;
};

export type FeedFaultTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedFaultType'] = ResolversParentTypes['FeedFaultType']> = {
  kind?: Resolver<ResolversTypes['FeedFaultKind'], ParentType, ContextType>;
  postId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shareId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type VerifyFeedPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VerifyFeedPayload'] = ResolversParentTypes['VerifyFeedPayload']> = {
  success?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  errors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cached?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  faults?: Resolver<Maybe<Array<ResolversTypes['FeedFaultType']>>, ParentType, ContextType>;
};

export type CaughtMailTypeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CaughtMailType'] = ResolversParentTypes['CaughtMailType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  DateTime?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  Upload?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  ActionPayload?: ActionPayloadResolvers<ContextType>;
  CustomUserType?: CustomUserTypeResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  RegisterUserPayload?: RegisterUserPayloadResolvers<ContextType>;
  UpdateUserProfilePayload?: UpdateUserProfilePayloadResolvers<ContextType>;
  BlockUserPayload?: BlockUserPayloadResolvers<ContextType>;
  UnblockUserPayload?: UnblockUserPayloadResolvers<ContextType>;
  CommentType?: CommentTypeResolvers<ContextType>;
  CommentEdge?: CommentEdgeResolvers<ContextType>;
  CommentConnection?: CommentConnectionResolvers<ContextType>;
  PostType?: PostTypeResolvers<ContextType>;
  CreateCommentPayload?: CreateCommentPayloadResolvers<ContextType>;
  DeleteCommentPayload?: DeleteCommentPayloadResolvers<ContextType>;
  CommentLikeType?: CommentLikeTypeResolvers<ContextType>;
  FeedReason?: FeedReasonResolvers<ContextType>;
  HomeFeedEdge?: HomeFeedEdgeResolvers<ContextType>;
  HomeFeedConnection?: HomeFeedConnectionResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  HomeFeedEvent?: HomeFeedEventResolvers<ContextType>;
  FollowType?: FollowTypeResolvers<ContextType>;
  FollowUserPayload?: FollowUserPayloadResolvers<ContextType>;
  UnfollowUserPayload?: UnfollowUserPayloadResolvers<ContextType>;
  PostLikeType?: PostLikeTypeResolvers<ContextType>;
  PostLikeEdge?: PostLikeEdgeResolvers<ContextType>;
  PostLikeConnection?: PostLikeConnectionResolvers<ContextType>;
  CommentLikeEdge?: CommentLikeEdgeResolvers<ContextType>;
  CommentLikeConnection?: CommentLikeConnectionResolvers<ContextType>;
  PostLikePayload?: PostLikePayloadResolvers<ContextType>;
  CommentLikePayload?: CommentLikePayloadResolvers<ContextType>;
  PostCreatedEvent?: PostCreatedEventResolvers<ContextType>;
  PostLikedEvent?: PostLikedEventResolvers<ContextType>;
  CommentCreatedEvent?: CommentCreatedEventResolvers<ContextType>;
  PostInteractionEvent?: PostInteractionEventResolvers<ContextType>;
  MuteUserPayload?: MuteUserPayloadResolvers<ContextType>;
  UnmuteUserPayload?: UnmuteUserPayloadResolvers<ContextType>;
  PostEdge?: PostEdgeResolvers<ContextType>;
  PostConnection?: PostConnectionResolvers<ContextType>;
  ShareType?: ShareTypeResolvers<ContextType>;
  CreatePostPayload?: CreatePostPayloadResolvers<ContextType>;
  UpdatePostPayload?: UpdatePostPayloadResolvers<ContextType>;
  DeletePostPayload?: DeletePostPayloadResolvers<ContextType>;
  TokenPayload?: TokenPayloadResolvers<ContextType>;
  TokenAuthPayload?: TokenAuthPayloadResolvers<ContextType>;
  VerifyTokenPayload?: VerifyTokenPayloadResolvers<ContextType>;
  SessionType?: SessionTypeResolvers<ContextType>;
  SessionPayload?: SessionPayloadResolvers<ContextType>;
  ShareEdge?: ShareEdgeResolvers<ContextType>;
  ShareConnection?: ShareConnectionResolvers<ContextType>;
  SharePostPayload?: SharePostPayloadResolvers<ContextType>;
  UnsharePostPayload?: UnsharePostPayloadResolvers<ContextType>;
  UserStatsType?: UserStatsTypeResolvers<ContextType>;
  InteractionType?: InteractionTypeResolvers<ContextType>;
  FriendshipType?: FriendshipTypeResolvers<ContextType>;
  MessageType?: MessageTypeResolvers<ContextType>;
  FeedVerdictType?: FeedVerdictTypeResolvers<ContextType>;
  AuditEntryType?: AuditEntryTypeResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  HostBudgetType?: HostBudgetTypeResolvers<ContextType>;
  SystemStatusType?: SystemStatusTypeResolvers<ContextType>;
  ProcessType?: ProcessTypeResolvers<ContextType>;
  TaskType?: TaskTypeResolvers<ContextType>;
  TaskEdge?: TaskEdgeResolvers<ContextType>;
  TaskConnection?: TaskConnectionResolvers<ContextType>;
  TaskPayload?: TaskPayloadResolvers<ContextType>;
  FeedFaultType?: FeedFaultTypeResolvers<ContextType>;
  VerifyFeedPayload?: VerifyFeedPayloadResolvers<ContextType>;
  CaughtMailType?: CaughtMailTypeResolvers<ContextType>;
};

