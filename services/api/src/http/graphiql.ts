import { renderPage } from './express-graphql.js';
import type { Reply } from './respond.js';

const example = `# Welcome. This reads and writes the social feed.
#
# 1. Log in, or register first:
#
#    mutation { tokenAuth(username: "ada", password: "correct horse") { token } }
#
# 2. Paste the token into "Request Headers" below:
#
#    { "Authorization": "Bearer <token>" }
#
# 3. Read your home feed:

query HomeFeed {
  homeFeed(first: 10) {
    edges {
      node { id content createdAt likesCount user { username } }
      reason { kind sharedBy { username } }
    }
    pageInfo { hasNextPage endCursor }
  }
}

query FindPeople {
  searchUsers(query: "a") { id username followersCount }
}
`;

/** The page for browsers, filled in with the parameters of the URL. It does not execute them. */
export function graphiqlPage(url: string): Omit<Reply, 'requestId'> {
  const parameters = new URLSearchParams(url.split('?')[1]);
  const { html, policy } = renderPage(
    {
      query: parameters.get('query'),
      variables: parseObject(parameters.get('variables')),
      operationName: parameters.get('operationName'),
    },
    example,
  );
  return { status: 200, type: 'text/html; charset=utf-8', body: html, policy };
}

function parseObject(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
