import { createHash } from 'node:crypto';
import { renderGraphiQL } from './express-graphql.js';
import type { Answer } from './answer.js';

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

const scripts = /<script>([\s\S]*?)<\/script>/g;

/** The page for browsers, filled in with the address's query but without running it. */
export function graphiqlPage(url: string): Omit<Answer, 'requestId'> {
  const parameters = new URLSearchParams(url.split('?')[1]);
  const body = renderGraphiQL(
    {
      query: parameters.get('query'),
      variables: parseObject(parameters.get('variables')),
      operationName: parameters.get('operationName'),
    },
    { defaultQuery: example, headerEditorEnabled: true },
  );
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body,
    policy: policy(body),
  };
}

function parseObject(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

/**
 * Only the scripts that stand in the page may run, each named by its hash; the editor sets styles as it goes. Its bundle
 * finds the global object by evaluating a text, and does not load without.
 */
function policy(html: string): string {
  const hashes = [...html.matchAll(scripts)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'unsafe-eval' ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    "img-src data: 'self'",
    "font-src data: 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
