import { renderPage } from './express-graphql.js';
import { readParameters } from './parameters.js';
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

/**
 * The page for browsers, filled in with the parameters of the URL. It does not execute them.
 * @throws CodedError as `readParameters` does
 */
export function graphiqlPage(url: string): Omit<Reply, 'requestId'> {
  const { html, policy } = renderPage(readParameters(url, {}), example);
  return { status: 200, type: 'text/html; charset=utf-8', body: html, policy };
}
