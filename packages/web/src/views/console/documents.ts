// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../live/typed.js';
import { authorText } from '../../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

export type Role = 'USER' | 'MODERATOR' | 'ADMIN';

export type AuditOrigin = 'API' | 'COMMAND';

export type BudgetState = 'OK' | 'WARN' | 'FULL' | 'UNKNOWN';

export type TaskState = 'PENDING' | 'RUNNING' | 'DONE' | 'DEAD';

export type FeedFaultKind = 'MISSING' | 'WRONG' | 'DUPLICATED' | 'MISORDERED';

export type TaskRowFragment = {
  id: string;
  kind: string;
  state: TaskState;
  payload: unknown;
  attempts: number;
  lastError: string | null;
  requestId: string | null;
  createdAt: string;
  dueAt: string;
  finishedAt: string | null;
};

export type OperatedFragment = {
  id: string;
  username: string;
  firstName: string;
  lastName: string;
  role: Role | null;
};

export type SystemStatusQueryVariables = Exact<{ [key: string]: never }>;

export type SystemStatusQuery = {
  systemStatus: {
    version: string;
    schemaVersion: string;
    readOnly: boolean;
    redis: boolean;
    pendingTasks: number;
    runningTasks: number;
    deadTasks: number;
    oldestPendingSeconds: number;
    catchesMails: boolean;
  } | null;
};

export type ResourcesQueryVariables = Exact<{ [key: string]: never }>;

export type ResourcesQuery = {
  hostBudgets: Array<{
    host: string;
    component: string;
    processId: string | null;
    resource: string;
    unit: string;
    used: number | null;
    limit: number;
    ratio: number | null;
    state: BudgetState;
    measuredAt: string | null;
    runbook: string;
  }> | null;
  processes: Array<{
    id: string;
    kind: string;
    version: string;
    revision: string;
    startedAt: string;
    lastSeenAt: string;
    isRunning: boolean;
  }> | null;
};

export type TasksQueryVariables = Exact<{
  states?: Array<TaskState> | TaskState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type TasksQuery = {
  tasks: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        kind: string;
        state: TaskState;
        payload: unknown;
        attempts: number;
        lastError: string | null;
        requestId: string | null;
        createdAt: string;
        dueAt: string;
        finishedAt: string | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type DeadTasksQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;

export type DeadTasksQuery = {
  deadTasks: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        kind: string;
        state: TaskState;
        payload: unknown;
        attempts: number;
        lastError: string | null;
        requestId: string | null;
        createdAt: string;
        dueAt: string;
        finishedAt: string | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export type RetryTaskMutationVariables = Exact<{
  id: string;
}>;

export type RetryTaskMutation = {
  retryTask: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    task: {
      id: string;
      kind: string;
      state: TaskState;
      payload: unknown;
      attempts: number;
      lastError: string | null;
      requestId: string | null;
      createdAt: string;
      dueAt: string;
      finishedAt: string | null;
    } | null;
  };
};

export type BuryTaskMutationVariables = Exact<{
  id: string;
}>;

export type BuryTaskMutation = {
  buryTask: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    task: {
      id: string;
      kind: string;
      state: TaskState;
      payload: unknown;
      attempts: number;
      lastError: string | null;
      requestId: string | null;
      createdAt: string;
      dueAt: string;
      finishedAt: string | null;
    } | null;
  };
};

export type AccountByIdQueryVariables = Exact<{
  id: string;
}>;

export type AccountByIdQuery = {
  userById: { id: string; username: string; firstName: string; lastName: string; role: Role | null } | null;
};

export type AccountsByNameQueryVariables = Exact<{
  name: string;
}>;

export type AccountsByNameQuery = {
  searchUsers: Array<{
    id: string;
    username: string;
    firstName: string;
    lastName: string;
    role: Role | null;
  }>;
};

export type FeedVerdictQueryVariables = Exact<{
  userId: string;
  postId: string;
}>;

export type FeedVerdictQuery = {
  feedVerdict: {
    inFeed: boolean;
    rule: FeedRule;
    word: string | null;
    since: string | null;
    delivered: boolean;
    account: { id: string; username: string; firstName: string; lastName: string } | null;
  } | null;
};

export type VerifyFeedMutationVariables = Exact<{
  userId: string;
}>;

export type VerifyFeedMutation = {
  verifyFeed: {
    success: boolean;
    message: string;
    errors: Array<string>;
    code: string | null;
    cached: boolean | null;
    faults: Array<{ kind: FeedFaultKind; postId: string; shareId: string | null }> | null;
  };
};

export type RebuildFeedMutationVariables = Exact<{
  userId: string;
}>;

export type RebuildFeedMutation = {
  rebuildFeed: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type SetRoleMutationVariables = Exact<{
  userId: string;
  role: Role;
}>;

export type SetRoleMutation = {
  setRole: { success: boolean; message: string; errors: Array<string>; code: string | null };
};

export type CaughtMailsQueryVariables = Exact<{
  limit: number;
}>;

export type CaughtMailsQuery = {
  caughtMails: Array<{
    id: string;
    from: string;
    to: string;
    subject: string;
    text: string;
    receivedAt: string;
  }> | null;
};

export type AuditLogQueryVariables = Exact<{
  action?: string | null | undefined;
  targetId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;

export type AuditLogQuery = {
  auditLog: {
    edges: Array<{
      cursor: string;
      node: {
        id: string;
        origin: AuditOrigin;
        actorId: string | null;
        action: string;
        targetType: string;
        targetId: string;
        detail: unknown;
        createdAt: string;
        actor: { id: string; username: string; firstName: string; lastName: string } | null;
      };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  } | null;
};

export const taskRowText =
  'fragment TaskRow on TaskType { id kind state payload attempts lastError requestId createdAt dueAt finishedAt }';

export const operatedText = 'fragment Operated on CustomUserType { id username firstName lastName role }';

export const SystemStatus = typed<SystemStatusQuery, SystemStatusQueryVariables>(
  `query SystemStatus { systemStatus { version schemaVersion readOnly redis pendingTasks runningTasks deadTasks oldestPendingSeconds catchesMails } }`,
);

export const Resources = typed<ResourcesQuery, ResourcesQueryVariables>(
  `query Resources { hostBudgets { host component processId resource unit used limit ratio state measuredAt runbook } processes { id kind version revision startedAt lastSeenAt isRunning } }`,
);

export const Tasks = typed<TasksQuery, TasksQueryVariables>(
  `query Tasks($states: [TaskState!], $first: Int!, $after: String) { tasks(states: $states, first: $first, after: $after) { edges { cursor node { ...TaskRow } } pageInfo { hasNextPage endCursor } } } ${taskRowText}`,
);

export const DeadTasks = typed<DeadTasksQuery, DeadTasksQueryVariables>(
  `query DeadTasks($first: Int!, $after: String) { deadTasks(first: $first, after: $after) { edges { cursor node { ...TaskRow } } pageInfo { hasNextPage endCursor } } } ${taskRowText}`,
);

export const RetryTask = typed<RetryTaskMutation, RetryTaskMutationVariables>(
  `mutation RetryTask($id: ID!) { retryTask(id: $id) { success message errors code task { ...TaskRow } } } ${taskRowText}`,
);

export const BuryTask = typed<BuryTaskMutation, BuryTaskMutationVariables>(
  `mutation BuryTask($id: ID!) { buryTask(id: $id) { success message errors code task { ...TaskRow } } } ${taskRowText}`,
);

export const AccountById = typed<AccountByIdQuery, AccountByIdQueryVariables>(
  `query AccountById($id: ID!) { userById(id: $id) { ...Operated } } ${operatedText}`,
);

export const AccountsByName = typed<AccountsByNameQuery, AccountsByNameQueryVariables>(
  `query AccountsByName($name: String!) { searchUsers(query: $name) { ...Operated } } ${operatedText}`,
);

export const FeedVerdict = typed<FeedVerdictQuery, FeedVerdictQueryVariables>(
  `query FeedVerdict($userId: ID!, $postId: ID!) { feedVerdict(userId: $userId, postId: $postId) { inFeed rule word since delivered account { ...Author } } } ${authorText}`,
);

export const VerifyFeed = typed<VerifyFeedMutation, VerifyFeedMutationVariables>(
  `mutation VerifyFeed($userId: ID!) { verifyFeed(userId: $userId) { success message errors code cached faults { kind postId shareId } } }`,
);

export const RebuildFeed = typed<RebuildFeedMutation, RebuildFeedMutationVariables>(
  `mutation RebuildFeed($userId: ID!) { rebuildFeed(userId: $userId) { success message errors code } }`,
);

export const SetRole = typed<SetRoleMutation, SetRoleMutationVariables>(
  `mutation SetRole($userId: ID!, $role: Role!) { setRole(userId: $userId, role: $role) { success message errors code } }`,
);

export const CaughtMails = typed<CaughtMailsQuery, CaughtMailsQueryVariables>(
  `query CaughtMails($limit: Int!) { caughtMails(limit: $limit) { id from to subject text receivedAt } }`,
);

export const AuditLog = typed<AuditLogQuery, AuditLogQueryVariables>(
  `query AuditLog($action: String, $targetId: ID, $first: Int!, $after: String) { auditLog(action: $action, targetId: $targetId, first: $first, after: $after) { edges { cursor node { id origin actorId actor { ...Author } action targetType targetId detail createdAt } } pageInfo { hasNextPage endCursor } } } ${authorText}`,
);
