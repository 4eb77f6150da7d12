import type {
  DefinitionNode,
  DocumentNode,
  TypeNode,
  VariableDefinitionNode,
} from '@feed/api/graphql/engine';
import { formatted, type GeneratedFile } from '../lib/generated.js';
import type { ClientOperation } from './documents.js';

const path = 'docs/examples/feed.postman_collection.json';

/** The inputs of the schema, by name. */
type Inputs = ReadonlyMap<string, Extract<DefinitionNode, { kind: 'InputObjectTypeDefinition' }>>;

/** Values that are settings of the collection: the login writes the tokens. */
const settings: Readonly<Record<string, string>> = {
  url: 'http://127.0.0.1:4000/graphql',
  username: 'demo',
  password: 'demo-password',
  token: '',
  refreshToken: '',
};

/** Stores the tokens that a response contains. */
const keepTokens = [
  'const { data } = pm.response.json();',
  'const tokens = data && (data.tokenAuth || data.refreshToken);',
  "if (tokens) { pm.collectionVariables.set('token', tokens.token); pm.collectionVariables.set('refreshToken', tokens.refreshToken); }",
];

/** All operations of the client package as a collection for Postman, which Bruno, Insomnia and Hoppscotch import too. */
export function collection(
  schema: DocumentNode,
  operations: readonly ClientOperation[],
): Promise<GeneratedFile> {
  const inputs: Inputs = new Map(
    schema.definitions.flatMap((node) =>
      node.kind === 'InputObjectTypeDefinition' ? [[node.name.value, node] as const] : [],
    ),
  );
  const folders = [...new Set(operations.map(({ file }) => file))];
  const content = {
    info: {
      name: 'Feed API',
      description: 'Written by "npm run schema". Send "session / login" first: it stores the tokens.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: Object.entries(settings).map(([key, value]) => ({ key, value })),
    item: folders.map((name) => ({
      name,
      item: operations.filter(({ file }) => file === name).map((operation) => request(operation, inputs)),
    })),
  };
  return formatted({ path, content: JSON.stringify(content) });
}

function request({ name, type, text, node }: ClientOperation, inputs: Inputs): object {
  const variables = Object.fromEntries(
    (node.variableDefinitions ?? []).flatMap((each) => valueOf(each, inputs)),
  );
  const headers = [
    { key: 'Content-Type', value: 'application/json' },
    ...(type === 'mutation' ? [{ key: 'Idempotency-Key', value: '{{$guid}}' }] : []),
    ...(type === 'subscription' ? [{ key: 'Accept', value: 'text/event-stream' }] : []),
  ];
  return {
    name,
    ...(text.includes('TokenAuthPayload') && {
      event: [{ listen: 'test', script: { type: 'text/javascript', exec: keepTokens } }],
    }),
    request: {
      method: 'POST',
      ...(text.includes('TokenAuthPayload') && { auth: { type: 'noauth' } }),
      header: headers,
      url: type === 'subscription' ? '{{url}}/stream' : '{{url}}',
      body: { mode: 'graphql', graphql: { query: text, variables: JSON.stringify(variables, null, 2) } },
    },
  };
}

/** A variable that has to be given, with a value to replace; none for the others. */
function valueOf(
  { variable, type, defaultValue }: VariableDefinitionNode,
  inputs: Inputs,
): [string, unknown][] {
  if (type.kind !== 'NonNullType' || defaultValue) return [];
  return [[variable.name.value, sample(variable.name.value, type, inputs)]];
}

function sample(name: string, type: TypeNode, inputs: Inputs): unknown {
  if (type.kind === 'NonNullType') return sample(name, type.type, inputs);
  if (type.kind === 'ListType') return [];
  const input = inputs.get(type.name.value);
  if (!input) return name in settings ? `{{${name}}}` : type.name.value === 'ID' ? '1' : name;
  return Object.fromEntries(
    (input.fields ?? [])
      .filter((field) => field.type.kind === 'NonNullType' || input.name.value.startsWith('Update'))
      .map((field) => [field.name.value, sample(field.name.value, field.type, inputs)]),
  );
}
