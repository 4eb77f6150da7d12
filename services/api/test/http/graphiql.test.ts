import assert from 'node:assert/strict';
import { createContext, runInContext } from 'node:vm';
import { until } from '@feed/testkit/until';
import { example } from '../../src/http/graphiql.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Client, clientOf, password } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { untilActive } from '../support/live.js';

interface Editor {
  headers?: string;
}

interface Sink {
  next(result: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

type Fetcher = (
  params: { query: string; operationName?: string },
  options?: { headers?: object },
) => { subscribe(sink: Sink): { unsubscribe(): void } } | string;

/** The part of the page that express-graphql does not bring, with a document that has just what the script needs. */
async function openPage(url: string) {
  const response = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
  const html = await response.text();
  const [, script = ''] =
    /<script>((?:(?!<\/script>)[\s\S])*function withSubscriptions[\s\S]*?)<\/script>/.exec(html) ?? [];
  const rendered: Editor[] = [];
  const output = { value: '' };
  const form = { username: { value: '' }, password: { value: '' }, querySelector: () => output };
  let submit: (event: object) => void = () => undefined;
  const addEventListener = (_type: string, listener: typeof submit) => void (submit = listener);
  const page = createContext({
    ...{ AbortController, TextDecoder },
    document: { getElementById: () => ({ addEventListener }) },
    fetch: (path: string, init: RequestInit) => fetch(`${url}${path}`, init),
    React: { cloneElement: (element: object, props: object) => ({ ...element, ...props }) },
    ReactDOM: { render: (element: Editor) => rendered.push(element) },
  });
  runInContext(script, page);
  runInContext('renderEditor({}, null)', page);
  return {
    html,
    output,
    rendered,
    fetcher: runInContext('withSubscriptions(() => "fetched")', page) as Fetcher,
    logIn(username: string, secret: string) {
      form.username.value = username;
      form.password.value = secret;
      submit({ target: form, preventDefault: () => undefined });
    },
  };
}

describe('GraphiQL', () => {
  let app: TestApp, client: Client;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
  });
  after(() => app.stop());

  it('logs in and fills in the header, or says why not', async () => {
    const { username, id } = await client.register();
    const page = await openPage(app.url);
    page.logIn(username, 'wrong');
    await until('the reason', () => page.output.value);
    assert.match(page.output.value, /valid credentials/);
    page.logIn(username, password);
    await until('the header', () => page.rendered.length > 1);
    const { Authorization } = JSON.parse(page.rendered[1]?.headers ?? '{}') as { Authorization: string };
    const me = await client.data('{ me { id } }', null, Authorization.replace('Bearer ', ''));
    assert.equal(me.me.id, id);
  });

  it('sends subscriptions as a stream, and all else as before', async () => {
    const person = await client.register();
    const { fetcher } = await openPage(app.url);
    const query = `# query no one asked for
      query Me { me { id } }
      subscription News { postCreated { content } }`;
    assert.equal(fetcher({ query, operationName: 'Me' }), 'fetched');
    assert.equal(fetcher({ query: '{ me { id } }' }), 'fetched');
    const results: unknown[] = [];
    const sink = {
      next: (result: unknown) => results.push(result),
      error: assert.fail,
      complete: () => undefined,
    };
    const headers = { Authorization: `Bearer ${person.token}` };
    const started = fetcher({ query, operationName: 'News' }, { headers });
    assert.ok(typeof started === 'object');
    const { unsubscribe } = started.subscribe(sink);
    await untilActive(app, 1);
    await contentOf(client).post(person, 'hello');
    await until('the event', () => results.length > 0);
    assert.deepEqual(JSON.parse(JSON.stringify(results)), [{ data: { postCreated: { content: 'hello' } } }]);
    unsubscribe();
    await untilActive(app, 0);
  });

  it('has examples of each kind of operation, which run', async () => {
    const { html } = await openPage(app.url);
    const { token } = await client.register();
    const named = [...example.matchAll(/^(query|mutation|subscription) (\w+)/gm)];
    assert.deepEqual(new Set(named.map(([, kind]) => kind)), new Set(['query', 'mutation', 'subscription']));
    for (const [text, kind, operationName] of named) {
      assert.ok(html.includes(text));
      if (kind === 'subscription') continue;
      // The whole document is validated with each of them.
      const { body } = await client.post({ query: example, operationName }, token);
      assert.equal(body.errors, undefined, text);
      for (const payload of Object.values(body.data as Record<string, { success?: boolean }>))
        assert.notEqual(payload?.success, false, text);
    }
  });

  it('is filled in for the demo account, and has an icon that needs no request', async () => {
    const response = await fetch(`${app.url}/graphql`, { headers: { accept: 'text/html' } });
    const html = await response.text();
    assert.match(html, /<input name="username" value="demo"/);
    assert.match(html, /<link rel="icon" href="data:image\/svg\+xml,[^"<>]+" \/>/);
    assert.match(response.headers.get('content-security-policy') ?? '', /img-src data: /);
  });
});
