import { renderPage } from './express-graphql.js';
import { readParameters } from './parameters.js';
import type { Reply } from './respond.js';

const example = `# Welcome. This reads and writes the social feed.
#
# Register first if you have no account, then log in above: that fills in "Request Headers" below. The button with the
# triangle runs the operation that you choose.

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

mutation Register {
  registerUser(input: {
    username: "ada", email: "ada@example.com", password: "correct horse", firstName: "Ada", lastName: "Lovelace"
  }) { success message errors }
}

mutation Post {
  createPost(content: "Hello") { success message post { id } }
}

# Shows posts as they are written, until you stop it.
subscription NewPosts {
  postCreated { eventId content user { username } }
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
