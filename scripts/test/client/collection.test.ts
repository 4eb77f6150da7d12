import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSession } from 'feed-client';
import { type Services, startServices } from '../system/support/services.js';

interface Item {
  name: string;
  request: {
    auth?: { type: string };
    header: { key: string; value: string }[];
    url: string;
    body: { graphql: { query: string; variables: string } };
  };
}

const { item: folders } = JSON.parse(readFileSync('docs/examples/feed.postman_collection.json', 'utf8')) as {
  item: { name: string; item: Item[] }[];
};
const password = 'correct horse battery';

/** Codes of requests that the api understood, although there is no post, comment or account `1`. */
const understood = new Set([undefined, 'NOT_FOUND', 'INVALID_INPUT', 'CONFLICT', 'UNAUTHENTICATED']);

describe('the collection', () => {
  let services: Services, settings: Record<string, string>;
  before(async () => {
    services = await startServices();
    const username = `user_${randomBytes(5).toString('hex')}`;
    const session = createSession({ url: services.url });
    const names = { firstName: 'Ada', lastName: 'Example' };
    await session.register({ username, password, email: `${username}@example.com`, ...names });
    const token = (await session.accessToken()) ?? '';
    settings = { url: services.url, username, password, token, refreshToken: 'none', $guid: 'key' };
  });
  after(() => services.stop());

  const filled = (text: string): string =>
    text.replace(/\{\{([$\w]+)\}\}/g, (_match, name: string) => settings[name] ?? assert.fail(name));
  const send = ({ request: { auth, header, url, body } }: Item): Promise<Response> => {
    const headers = Object.fromEntries(header.map(({ key, value }) => [key, filled(value)]));
    const login = auth?.type === 'noauth' ? {} : { authorization: `Bearer ${settings['token']}` };
    const { query, variables } = body.graphql;
    return fetch(filled(url), {
      method: 'POST',
      headers: { ...headers, ...login },
      body: JSON.stringify({ query, variables: JSON.parse(filled(variables)) as object }),
    });
  };

  for (const { name: folder, item } of folders)
    for (const each of item.filter(({ name }) => name !== 'logout'))
      it(`has ${folder} / ${each.name}, which the api understands`, async () => {
        const response = await send(each);
        if (response.headers.get('content-type')?.includes('event-stream')) {
          await response.body?.cancel();
          return;
        }
        const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
        const code = errors?.[0]?.extensions.code;
        assert.ok(understood.has(code), code);
      });
});
