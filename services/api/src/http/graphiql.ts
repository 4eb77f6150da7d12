import { renderPage } from './express-graphql.js';
import { readParameters } from './parameters.js';
import type { Reply } from './respond.js';

/** The operations that the page opens with. */
export const example = `# Welcome. This reads and writes the social feed.
#
# Log in above: that fills in "Request Headers" below. "make up" prints the password of the account demo, also when the
# system is running already. Without that account, run Register first. The button with the triangle runs the operation
# that you choose.

query Me {
  me { id username followersCount followingCount postsCount }
}

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

query Trending {
  trendingPosts { id content likesCount user { username } }
}

mutation Register {
  registerUser(input: {
    username: "ada", email: "ada@example.com", password: "correct horse", firstName: "Ada", lastName: "Lovelace"
  }) { success message code errors }
}

mutation Post {
  createPost(content: "Hello") { success message code post { id } }
}

# Shows posts as they are written, until you stop it. Run Post in another tab of the browser.
subscription NewPosts {
  postCreated { eventId content user { username } }
}

# Shows new entries of your home feed. Who you follow has to write one.
subscription HomeFeedUpdates {
  homeFeedUpdated { eventId edge { node { content user { username } } reason { kind } } }
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
