import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { createDocuments } from '../../src/graphql/documents.js';
import { type GraphQLError, Source, getIntrospectionQuery } from '../../src/graphql/engine.js';
import { checkTokens } from '../../src/graphql/limits/tokens.js';
import { Rejection } from '../../src/limits/rejection.js';

const schema = makeExecutableSchema({
  typeDefs: `
    type TokenPayload { username: String! exp: Int! origIat: Int! }
    type Login { payload: TokenPayload! }
    type Person { id: ID! name: String friends(limit: Int = 10, offset: Int = 0): [Person!]! all: [Person!]! page(first: Int): Page! }
    type Page { edges: [Edge!]! }
    type Edge { node: Person! }
    type Query { me: Person person(id: ID!): Person login: Login }
    type Mutation { log(entry: String!): String }
  `,
  resolvers: { Query: { login: () => ({ payload: { username: 'ada', exp: 2, origIat: 1 } }) } },
});

const nested = (depth: number): string => 'friends(limit: 1) { '.repeat(depth) + 'id' + ' }'.repeat(depth);

function rejectionOf(query: string, variables: Record<string, unknown> = {}): Rejection | undefined {
  const documents = createDocuments(schema);
  try {
    const document = documents.parse(new Source(query));
    const [error] = documents.validate(document, false);
    if (error) throw error;
    documents.operation(document, null).cost(variables);
    return undefined;
  } catch (error) {
    const original = (error as GraphQLError).originalError ?? error;
    assert.ok(original instanceof Rejection, String(original));
    return original;
  }
}

const rejects = (rule: string, query: string, variables?: Record<string, unknown>): void =>
  assert.equal(rejectionOf(query, variables)?.rule, rule);
const accepts = (query: string, variables?: Record<string, unknown>): void =>
  assert.equal(rejectionOf(query, variables), undefined);

describe('a query text', () => {
  it('is rejected above 1000 tokens', () => {
    assert.doesNotThrow(() => checkTokens(new Source('me '.repeat(1000))));
    assert.throws(() => checkTokens(new Source('me '.repeat(1001))), Rejection);
    rejects('tokens', `{ me { ${'id '.repeat(1000)} } }`);
  });

  it('is rejected when it has more than 10 levels, with fragments expanded', () => {
    accepts(`{ me { ${nested(8)} } }`);
    rejects('depth', `{ me { ${nested(9)} } }`);
    rejects(
      'depth',
      `{ me { ...f } } fragment f on Person { ${nested(5)} ...g } fragment g on Person { ${nested(9)} }`,
    );
    accepts(`{ me { ...f } } fragment f on Person { ${nested(4)} }`);
  });

  it('is rejected above 30 aliases and 20 root fields, also through fragments', () => {
    const aliases = (count: number): string => Array.from({ length: count }, (_, i) => `a${i}: id`).join(' ');
    accepts(`{ me { ${aliases(30)} } }`);
    rejects('aliases', `{ me { ${aliases(31)} } }`);
    rejects('aliases', `{ me { ...f } you: me { ...f } } fragment f on Person { ${aliases(16)} }`);
    rejects('root_fields', `{ ${'me { id } '.repeat(21)} }`);
    rejects('root_fields', `{ ...q ...q } fragment q on Query { ${'me { id } '.repeat(11)} }`);
  });

  it('is rejected above 20 directives', () => {
    accepts(`{ me { id ${'@include(if: true)'} } }`);
    rejects('directives', `{ me { id ${'@include(if: true) '.repeat(21)} } }`);
  });

  it('cannot grow through fragments that spread fragments', () => {
    const levels = Array.from({ length: 8 }, (_, i) => {
      const next = `{ ...f${i + 1} }`;
      return `fragment f${i} on Person { ${Array.from({ length: 4 }, (_, j) => `x${j}: friends(limit: 1) ${next}`).join(' ')} }`;
    });
    const rejection = rejectionOf(`{ me { ...f0 } } ${levels.join(' ')} fragment f8 on Person { id }`);
    assert.ok(['aliases', 'cost'].includes(rejection?.rule ?? ''));
  });

  it('may be cyclic without harm', () => {
    rejects('validation', '{ me { ...f } } fragment f on Person { friends { ...f } }');
    rejects('validation', '{ me { ...missing } }');
  });

  it('is rejected when its lists multiply to more than 10,000 objects', () => {
    accepts('{ me { friends(limit: 100) { friends(limit: 90) { id } } } }');
    rejects('cost', '{ me { friends(limit: 100) { friends(limit: 100) { id } } } }');
    rejects('cost', '{ me { all { all { all { all { id } } } } } }');
    rejects(
      'cost',
      '{ me { page(first: 100) { edges { node { page(first: 100) { edges { node { id } } } } } } } }',
    );
  });

  it('counts page sizes that come in variables, and their defaults', () => {
    const query = 'query ($n: Int) { me { friends(limit: $n) { friends(limit: $n) { id } } } }';
    accepts(query, { n: 50 });
    accepts(query, {});
    rejects('cost', query, { n: 100 });
    rejects('cost', query, { n: 1e9 });
    rejects('cost', query, { n: 'many' });
    rejects('cost', query.replace('$n: Int', '$n: Int = 100'), {});
  });

  it('counts half of what is skipped', () => {
    accepts('{ me { friends(limit: 1, offset: 10000) { id } } }');
    rejects('cost', '{ me { a: friends(offset: 10000) { id } b: friends(offset: 10000) { id } } }');
    const query = 'query ($o: Int) { me { a: friends(offset: $o) { id } b: friends(offset: $o) { id } } }';
    accepts(query, { o: 9000 });
    rejects('cost', query, { o: 1e9 });
    accepts(query, {});
  });

  it('may introspect as deep as tools do, and no deeper', () => {
    accepts(getIntrospectionQuery());
    rejects('introspection', '{ __schema { types { fields { type { fields { name } } } } } }');
    const ofType = (depth: number): string => 'ofType { '.repeat(depth) + 'name' + ' }'.repeat(depth);
    rejects('introspection', `{ __schema { queryType { ${ofType(16)} } } }`);
  });

  it('is rejected with the reason when it does not parse or validate', () => {
    assert.equal(rejectionOf('{ me {')?.code, 'GRAPHQL_PARSE_FAILED');
    assert.equal(rejectionOf('{ nobody }')?.code, 'GRAPHQL_VALIDATION_FAILED');
    assert.equal(rejectionOf('"')?.code, 'GRAPHQL_PARSE_FAILED');
  });
});

describe('documents', () => {
  it('of a hostile caller, each a little different, do not fill the memory', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const documents = createDocuments(schema);
    let unique = 0;
    const serve = async (count: number): Promise<number> => {
      for (let i = 0; i < count; i += 1) {
        unique += 1;
        const aliases = Array.from(
          { length: 15 },
          (_, j) => `a${unique}_${j}: me { id name friends { id } }`,
        );
        const fields = aliases.join(' ');
        const document = documents.parse(new Source(`{ ${fields} ${' '.repeat(4000)} }`));
        for (const _ of [1, 2]) await documents.operation(document, null).run({ schema, document });
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const full = await serve(200);
    const growth = (await serve(600)) - full;
    assert.ok(growth < 10 * 2 ** 20, `${growth} bytes`);
  });

  it('parses and validates a text once', () => {
    const results: string[] = [];
    const documents = createDocuments(schema, (result) => results.push(result));
    const first = documents.parse(new Source('{ me { id } }'));
    assert.equal(documents.parse(new Source('{ me { id } }')), first);
    assert.deepEqual(results, ['miss', 'hit']);
  });

  it('keep what graphql-jit needs: without it every operation would be interpreted, which no other test would notice', () => {
    const text = 'query Q($id: ID!, $n: Int = 3) { person(id: $id) { name friends(limit: $n) { id } } }';
    const document = createDocuments(schema).parse(new Source(text));
    assert.ok(isCompiledQuery(compileQuery(schema, document, 'Q')));
  });

  it('accepts a token payload without subfields, as the original system did', async () => {
    const documents = createDocuments(schema);
    for (const query of ['{ login { payload } }', '{ login { ...l } } fragment l on Login { payload }']) {
      const document = documents.parse(new Source(query));
      assert.deepEqual(documents.validate(document, false), []);
      const operation = documents.operation(document, null);
      const results = [1, 2, 3].map(() => Promise.resolve(operation.run({ schema, document })));
      for (const { data } of await Promise.all(results)) {
        assert.deepEqual(JSON.parse(JSON.stringify(data)), {
          login: { payload: { username: 'ada', exp: 2, origIat: 1 } },
        });
      }
    }
  });

  it('are recognised as introspection, however it is written', () => {
    const documents = createDocuments(schema);
    const introspects = (query: string): boolean =>
      documents.operation(documents.parse(new Source(query)), null).introspects;
    assert.ok(introspects('{ me { id } __schema { types { name } } }'));
    assert.ok(introspects('{ ... on Query { ... { __type(name: "Query") { name } } } }'));
    assert.ok(
      introspects(
        '{ ...f } fragment f on Query { ...g } fragment g on Query { x: __schema { types { name } } }',
      ),
    );
    assert.ok(!introspects('{ __typename me { __typename id } }'));
  });

  it('give the same result interpreted and compiled, also for names that every object has', async () => {
    const documents = createDocuments(schema);
    const rootValue = { person: ({ id }: { id: string }) => ({ id }) };
    const document = documents.parse(
      new Source(
        'query ($constructor: ID = "7") { person(id: $constructor) { __proto__: id toString: id } }',
      ),
    );
    const operation = documents.operation(document, null);
    const answers = [];
    for (const _ of [1, 2, 3]) {
      const result = await operation.run({ schema, document, rootValue, variableValues: {} });
      answers.push(JSON.stringify(result));
    }
    assert.deepEqual([...new Set(answers)], ['{"data":{"person":{"__proto__":"7","toString":"7"}}}']);
  });

  it('names operations for metrics by known fields only', () => {
    const documents = createDocuments(schema);
    const nameOf = (query: string, operation: string | null = null): string =>
      documents.operation(documents.parse(new Source(query)), operation).name;
    assert.equal(nameOf('query Whatever { me { id } }'), 'me');
    assert.equal(nameOf('mutation M($e: String!) { x: log(entry: $e) }'), 'log');
    assert.equal(nameOf('{ __typename }'), 'other');
    assert.equal(nameOf('{ ...f } fragment f on Query { ... on Query { me { id } } }'), 'me');
    assert.throws(() => nameOf('query A { me { id } } query B { me { id } }'), /operationName/);
    assert.throws(() => nameOf('query A { me { id } }', 'C'), /Unknown operationName/);
  });
});
