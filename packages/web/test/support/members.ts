import { createSession, type Tokens } from 'feed-client';

const password = 'demo-of-the-test';

export type Request = (query: string, variables?: object, token?: string) => Promise<Record<string, unknown>>;

export interface Names {
  readonly firstName: string;
  readonly lastName: string;
}

/** A registered account, with the means to act as it without a browser. */
export interface Member {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  /** The login, as the page keeps it in `localStorage`. */
  readonly stored: string;
  request(query: string, variables?: object): Promise<Record<string, unknown>>;
  /** Writes a post. @returns its id */
  post(content: string, title?: string): Promise<string>;
  comment(postId: string, content: string, parentCommentId?: string): Promise<string>;
  follow(other: Member): Promise<void>;
}

export const requestTo =
  (url: string): Request =>
  async (query, variables = {}, token = undefined) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: object[] };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

const namesFrom = (username: string): Names => {
  const [firstName = '', lastName = ''] = username
    .split('.')
    .map((part) => part[0]!.toUpperCase() + part.slice(1));
  return { firstName, lastName };
};

export async function registerMember(
  url: string,
  request: Request,
  username: string,
  names: Names = namesFrom(username),
): Promise<Member> {
  const email = `${username}@example.com`;
  const store = { tokens: undefined as Tokens | undefined };
  const session = createSession({
    url: `${url}/graphql`,
    store: { read: () => store.tokens, write: (tokens) => void (store.tokens = tokens) },
  });
  const { id } = await session.register({ username, password, email, bio: null, ...names });
  const { accessToken: token } = store.tokens!;
  const own = (query: string, variables: object = {}) => request(query, variables, token);
  const write = async (name: string, query: string, variables: object): Promise<string> => {
    const { done } = (await own(query, variables)) as { done: Record<string, { id: string } | null> };
    if (!done[name]) throw new Error(JSON.stringify(done));
    return done[name].id;
  };
  return {
    ...{ id, username, password, token, stored: JSON.stringify(store.tokens), request: own },
    post: (content, title = '') => write('post', createPost, { input: { content, title } }),
    comment: (postId, content, parentCommentId) =>
      write('comment', createComment, { input: { postId, content, parentCommentId } }),
    async follow(other) {
      await own('mutation ($id: ID!) { followUser(userId: $id) { success } }', { id: other.id });
    },
  };
}

const createPost =
  'mutation ($input: CreatePostInput!) { done: createPost(input: $input) { message errors post { id } } }';
const createComment =
  'mutation ($input: CreateCommentInput!) { done: createComment(input: $input) { message errors comment { id } } }';
