import assert from 'node:assert/strict';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  type FieldNode,
  type GraphQLField,
  type OperationDefinitionNode,
  getArgumentValues,
  getVariableValues,
  parse,
} from '../../src/graphql/engine.js';
import { planArguments, planPlainVariables } from '../../src/graphql/plain-values.js';
import { planVariables } from '../../src/graphql/variables.js';

const schema = makeExecutableSchema({
  typeDefs: `
  enum Order { NEW OLD }
  input Range { from: Int = 3, to: Int }
  type Query {
    list(first: Int = 20, after: String, id: ID!, order: Order = OLD, deep: Boolean, range: Range, ids: [ID!]): String
  }
`,
});

const operationOf = (text: string): OperationDefinitionNode =>
  parse(text).definitions[0] as OperationDefinitionNode;

const candidates: unknown[] = [
  ...[null, true, false, 0, -0, 1, -1, 1.5, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), NaN, Infinity, 1e300],
  ...['', '1', 'text', 'NEW', [], ['1'], {}, { from: 1 }, { to: null }],
];

describe('variables of scalar types', () => {
  const types = [
    'Int',
    'Int!',
    'ID',
    'ID!',
    'String',
    'String!',
    'Boolean',
    'Boolean!',
    'Int = 5',
    'ID! = "7"',
  ];

  it('are coerced as graphql coerces them, for any value', () => {
    let plain = 0;
    for (const type of types) {
      const operation = operationOf(`query ($v: ${type}) { list(id: "1") }`);
      const definitions = operation.variableDefinitions ?? [];
      const plan = planPlainVariables(definitions);
      assert.ok(plan, type);
      for (const value of [...candidates, 'absent']) {
        const given = value === 'absent' ? {} : { v: value };
        const values = plan(given);
        if (!values) continue;
        plain += 1;
        const { coerced } = getVariableValues(schema, definitions, given);
        assert.deepEqual([type, { ...values }], [type, { ...coerced }]);
      }
    }
    assert.ok(plain > 30, `${plain} values are plain`);
  });

  it('are left to graphql with those of other types', () => {
    for (const type of ['Order', 'Range', '[ID!]', 'Unknown!']) {
      const { variableDefinitions } = operationOf(`query ($v: ${type}) { list }`);
      assert.equal(planPlainVariables(variableDefinitions ?? []), undefined);
    }
  });

  it('are rejected as before, with the same words', () => {
    const document = parse('query ($n: Int!) { list(id: "1", first: $n) }');
    const coerce = planVariables(schema, document, document.definitions[0] as OperationDefinitionNode);
    assert.deepEqual(coerce({ n: 3 }, true), { values: { n: 3 } });
    assert.match(
      coerce({ n: 'many' }, true).errors?.[0]?.message ?? '',
      /Int cannot represent non-integer value/,
    );
    assert.match(coerce({}, true).errors?.[0]?.message ?? '', /required type "Int!" was not provided/);
    assert.equal(coerce({ n: 3, other: 1 }, true).errors, undefined);
  });
});

describe('arguments', () => {
  const field = schema.getQueryType()?.getFields().list as GraphQLField<unknown, unknown>;
  const documents = [
    'query { list(id: "1") }',
    'query { list(id: "1", first: null, order: NEW, deep: true, range: { to: 2 }, ids: ["4"]) }',
    'query ($v: ID!) { list(id: $v, order: NEW) }',
    'query ($v: ID!, $w: Int) { list(id: $v, first: $w) }',
    'query ($v: ID!, $w: String = "x") { list(id: $v, after: $w, first: 3) }',
    'query ($v: ID!, $w: ID!) { list(id: $v, ids: [$w, "2"]) }',
  ];
  const requests = [
    { v: '1' },
    { v: '2', w: null },
    { v: '3', w: '4' },
    { v: '1', w: undefined },
    { w: '5' },
  ];

  it('are the same as those of graphql in each request, whatever the requests before had', () => {
    for (const text of documents) {
      const [node] = operationOf(text).selectionSet.selections as FieldNode[];
      const plan = planArguments(field, node as FieldNode);
      for (const values of [...requests, ...requests.toReversed()]) {
        const expected = outcomeOf(() => getArgumentValues(field, node as FieldNode, values));
        assert.deepEqual(
          outcomeOf(() => plan(values)),
          expected,
          text,
        );
      }
    }
  });

  it('are objects of each request, so that no resolver changes those of another', () => {
    const [node] = operationOf('query { list(id: "1", range: { to: 2 }) }').selectionSet
      .selections as FieldNode[];
    const plan = planArguments(field, node as FieldNode);
    (plan({}).range as { to: number }).to = 9;
    plan({}).id = '9';
    const { range, ...others } = plan({});
    assert.deepEqual(
      [others, { ...(range as object) }],
      [
        { first: 20, id: '1', order: 'OLD' },
        { from: 3, to: 2 },
      ],
    );
  });
});

function outcomeOf(run: () => Record<string, unknown>): unknown {
  try {
    return { ...run() };
  } catch (error) {
    return (error as Error).message;
  }
}
