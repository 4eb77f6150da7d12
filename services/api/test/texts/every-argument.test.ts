import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { errorCatalogue, type ErrorCode } from '@feed/platform/errors';
import { awkwardTexts } from '@feed/testkit/awkward-texts';
import type { GraphQLField } from '../../src/graphql/engine.js';
import { readSchema } from '../../src/schema.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Client, clientOf, password, type Person } from '../support/client.js';
import { type Content, contentOf } from '../support/content.js';
import {
  argumentsWith,
  type Sample,
  selectionOf,
  type TextArgument,
  textArguments,
} from './text-arguments.js';

interface Body {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: ErrorCode } }[];
}

/** The change of a text that the description of the schema promises. */
const cleaned = (text: string): string => text.trim().normalize('NFC');
/** The changes of arguments that promise others, by their name. */
const documented: Record<string, (text: string) => string | null> = {
  username: (text) => text.normalize('NFKC').trim(),
  email: (text) => text.trim(),
  title: (text) => cleaned(text) || null,
  mediaType: (text) => cleaned(text) || null,
};

const everywhere = textArguments(readSchema());
const nameOf = ({ fields, path }: TextArgument): string =>
  `${fields.map(({ name }) => name).join('.')}(${path.join('.')})`;

// A new operation is covered as soon as it is in the schema.
describe('a text in any argument of any operation', () => {
  let app: TestApp, client: Client, content: Content, person: Person;
  let ids: Record<'Post' | 'Comment' | 'User' | 'Session', string>;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    person = await client.register();
    content = contentOf(client);
    const post = await content.post(person);
    const [comment, other] = [await content.comment(person, post), await client.register()];
    ids = { Post: post, Comment: comment, User: other.id, Session: person.sessionId };
  });
  after(() => app.stop());

  const sample: Sample = (name, type, field) => {
    const unique = `u${randomBytes(6).toString('hex')}`;
    if (type === undefined) return 1;
    if (type === 'ID') {
      const kind = (['Comment', 'Post', 'User', 'Session'] as const).find(
        (each) => name.startsWith(each.toLowerCase()) || (name === 'id' && field.includes(each)),
      );
      return ids[kind ?? (field.startsWith('user') ? 'User' : 'Post')];
    }
    const known: Record<string, string> = { username: unique, email: `${unique}@example.com`, password };
    return known[name] ?? 'text';
  };

  const send = async (
    query: string,
    variables: object | undefined,
    form: { get: boolean },
  ): Promise<{ status: number; body: Body; raw: string }> => {
    const headers = {
      authorization: `Bearer ${person.token}`,
      'idempotency-key': randomBytes(8).toString('hex'),
      'content-type': 'application/json',
    };
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) });
    const response = form.get
      ? await fetch(`${app.url}/graphql?${search.toString()}`, { headers })
      : await fetch(`${app.url}/graphql`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ query, variables }),
        });
    const raw = await response.text();
    return { status: response.status, body: JSON.parse(raw) as Body, raw };
  };

  for (const argument of everywhere)
    it(`is stored as documented, or rejected with a reason: ${nameOf(argument)}`, async () => {
      const acceptances = new Set<string>();
      for (const [what, text] of Object.entries(awkwardTexts)) {
        if (!isId(argument)) ids.Post = await content.post(person);
        for (const document of documentsFor(argument, text, sample)) {
          const { status, body, raw } = await send(document.query, document.variables, document);
          const context = `${what}, ${document.form}: ${raw.slice(0, 300)}`;
          assert.ok(status < 500, context);
          checkErrors(body, context);
          if (!text.isWellFormed()) assert.deepEqual(codesOf(body), ['INVALID_INPUT'], context);
          if (!text.includes('\ufffd')) assert.doesNotMatch(raw, /\ufffd/, context);
          if (!accepted(body)) continue;
          acceptances.add(what);
          checkEcho(body.data, argument, text, context);
        }
      }
      for (const what of welcome[nameOf(argument)] ?? []) assert.ok(acceptances.has(what), `rejects ${what}`);
      for (const what of unwelcome[nameOf(argument)] ?? [])
        assert.ok(!acceptances.has(what), `accepts ${what}`);
    });

  it('covers arguments of the root and of nested fields, and input objects', () => {
    const names = everywhere.map(nameOf);
    const judged = [...Object.keys(welcome), ...Object.keys(unwelcome)];
    for (const one of ['createPost(input.content)', 'createPost(content)', 'tokenAuth(password)', ...judged])
      assert.ok(names.includes(one), one);
    assert.ok(names.some((name) => /\..+\(after\)$/.test(name)));
  });
});

const isId = ({ path }: TextArgument): boolean => /id$/i.test(path.at(-1) ?? '');

const scripts = ['right-to-left letters', 'vowel signs', 'Thai vowels', 'form NFC', 'form NFD'];
const forged = ['a Hangul filler', 'a bidirectional override', 'control characters', 'line breaks', 'markup'];
const unseen = ['white space alone', 'a zero-width space alone', 'empty', 'NUL'];

const welcome: Readonly<Record<string, readonly string[]>> = {
  'createPost(content)': [
    ...scripts,
    ...forged,
    'four bytes',
    'exactly long',
    'joined emoji',
    'stacked marks',
  ],
  'createComment(input.content)': [...scripts, ...forged, 'four bytes', 'exactly long'],
  'sharePost(input.caption)': [...scripts, ...forged, 'four bytes', 'empty'],
  'registerUser(input.username)': [...scripts.slice(0, -1), 'white space around', 'compatibility forms'],
  'registerUser(input.firstName)': [...scripts, 'four bytes', 'joined emoji', 'markup', 'empty'],
  'registerUser(input.password)': ['four bytes', 'control characters'],
  'registerUser(input.bio)': [...scripts, ...forged, 'empty'],
};

const unwelcome: Readonly<Record<string, readonly string[]>> = {
  'createPost(content)': [...unseen, 'very long'],
  'createComment(input.content)': [...unseen, 'very long'],
  'registerUser(input.username)': [
    ...unseen,
    ...forged,
    'mixed scripts',
    'a dotted capital',
    'stacked marks',
  ],
  'registerUser(input.firstName)': [
    'a zero-width space alone',
    'a bidirectional override',
    'line breaks',
    'NUL',
  ],
  'registerUser(input.email)': Object.keys(awkwardTexts),
};

/** The operation with the text in a variable, in a literal and, where that is allowed, in a URL. */
function documentsFor(argument: TextArgument, text: string, sample: Sample) {
  const { operation, fields, path } = argument;
  const last = fields.at(-1) as GraphQLField<unknown, unknown>;
  const build = (print: (field: GraphQLField<unknown, unknown>, values: Record<string, unknown>) => string) =>
    fields.reduceRight((inner, field) => {
      const values = argumentsWith(field, field === last ? path : undefined, text, sample);
      return `{ ${field.name}${print(field, values)} ${inner} }`;
    }, selectionOf(last.type));
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const withVariables = build((field, values) => {
    const used = field.args.filter(({ name }) => name in values);
    for (const { name, type } of used) {
      declared.push(`$${field.name}_${name}: ${type.toString()}`);
      variables[`${field.name}_${name}`] = values[name];
    }
    return inParentheses(used.map(({ name }) => `${name}: $${field.name}_${name}`));
  });
  const withLiterals = build((_field, values) =>
    inParentheses(Object.entries(values).map(([name, value]) => `${name}: ${literal(value)}`)),
  );
  const query = `${operation} ${inParentheses(declared)} ${withVariables}`;
  const documents = [
    { form: 'variable', query, variables, get: false },
    { form: 'literal', query: `${operation} ${withLiterals}`, variables: undefined, get: false },
  ];
  // Longer URLs do not reach the server.
  const inUrl = operation === 'query' && text.length < 1_000;
  return inUrl ? [...documents, { form: 'URL', query, variables, get: true }] : documents;
}

const inParentheses = (parts: readonly string[]): string =>
  parts.length === 0 ? '' : `(${parts.join(', ')})`;

/** A value as GraphQL writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${literal(inner)}`)
    .join(', ')} }`;
}

const codesOf = ({ errors = [] }: Body): ErrorCode[] => errors.map(({ extensions }) => extensions.code);

interface Payload {
  success?: boolean;
  message?: string;
  errors?: string[];
}

const payloads = ({ data }: Body): Payload[] =>
  Object.values(data ?? {}).filter((value) => value !== null) as Payload[];

const accepted = (body: Body): boolean =>
  codesOf(body).length === 0 && payloads(body).every(({ success }) => success !== false);

/** Every rejection has a reason, and none is a failure of the system. */
function checkErrors(body: Body, context: string): void {
  for (const { message, extensions } of body.errors ?? []) {
    assert.notEqual(message, '', context);
    assert.ok(errorCatalogue[extensions.code].status < 500, context);
  }
  for (const { success, message, errors } of payloads(body).filter((each) => each.success === false)) {
    assert.equal(success, false);
    assert.ok(message && errors && errors.length > 0, context);
  }
}

/** The fields of a response that have the argument's name show the text as it is documented. */
function checkEcho(data: Body['data'], argument: TextArgument, text: string, context: string): void {
  const { operation, path } = argument;
  const name = path.at(-1) ?? '';
  if (operation !== 'mutation' || isId(argument)) return;
  const expected = (documented[name] ?? cleaned)(text);
  for (const shown of valuesOf(data, name)) assert.equal(shown, expected, context);
}

/** The values under this name, in the object that the mutation made. */
function valuesOf(data: Body['data'], name: string): unknown[] {
  const made = payloads({ data: data ?? {} }).flatMap((payload) => Object.values(payload) as unknown[]);
  return made.flatMap((object) =>
    typeof object === 'object' && object !== null && name in object
      ? [object[name as keyof typeof object]]
      : [],
  );
}
