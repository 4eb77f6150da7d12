// Logs in, posts, reads the feed, and gets what happened since. Needs: npm install feed-client graphql-ws ws
import { createClient, createSession, succeeded } from 'feed-client';
import { createPost, homeFeed, homeFeedUpdated } from 'feed-client/documents';
import { WebSocket } from 'ws';

const url = process.env['FEED_URL'] ?? 'http://127.0.0.1:4000/graphql';
const username = process.env['FEED_USERNAME'] ?? 'demo';
const password = process.env['FEED_PASSWORD'] ?? 'demo-password';

// In a browser, give the session `store: browserStore(), lock: browserLock()`, and the client no `webSocket`.
const session = createSession({ url });
const client = createClient({ url, session, webSocket: WebSocket });

await session.login(username, password);
console.log(`logged in as ${username}`);

const post = async (content: string): Promise<string> => {
  const { createPost: payload } = await client.mutate(createPost, { input: { content } });
  return succeeded(payload).post?.id ?? '';
};
const first = await post('Hello from TypeScript');
console.log(`posted ${first}`);

const { homeFeed: page } = await client.query(homeFeed, { first: 1 });
console.log(`feed: ${page?.edges[0]?.node.content}`);

await post('Hello again from TypeScript');

// The loop goes on for as long as there is a session; here, until its first event.
for await (const { homeFeedUpdated: event } of client.subscribe(homeFeedUpdated, {}, { after: first })) {
  console.log(`live: ${event.edge.node.content}`);
  break;
}
