import type {
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  TypeNode,
} from '@feed/api/graphql/engine';
import type { ClientOperation } from '../client/documents.js';
import { formatted, type GeneratedFile } from '../lib/generated.js';
import { typeName, typeText, valueText } from './text.js';

const folder = 'docs/reference';

interface Page {
  readonly file: string;
  readonly title: string;
  readonly about: string;
  readonly shows: (type: TypeDefinition) => boolean;
}

type TypeDefinition = Extract<DefinitionNode, { readonly kind: `${string}TypeDefinition` }>;

const rootTypes = ['Query', 'Mutation', 'Subscription'];
const isRoot = (name: string) => (type: TypeDefinition) => type.name.value === name;

/** The pages, in the order in which readers need them. */
const pages: readonly Page[] = [
  { file: 'queries', title: 'Queries', about: 'Reads.', shows: isRoot('Query') },
  { file: 'mutations', title: 'Mutations', about: 'Writes, and logins.', shows: isRoot('Mutation') },
  { file: 'subscriptions', title: 'Subscriptions', about: 'Live events.', shows: isRoot('Subscription') },
  {
    ...{ file: 'objects', title: 'Objects', about: 'What operations return.' },
    shows: ({ kind, name }) => kind === 'ObjectTypeDefinition' && !rootTypes.includes(name.value),
  },
  {
    ...{ file: 'inputs', title: 'Inputs', about: 'Arguments with several fields.' },
    shows: ({ kind }) => kind === 'InputObjectTypeDefinition',
  },
  {
    ...{ file: 'values', title: 'Enums and scalars', about: 'Single values.' },
    shows: ({ kind }) => kind === 'EnumTypeDefinition' || kind === 'ScalarTypeDefinition',
  },
];

/** The reference of the API in Markdown: a page for each kind of type, and one that lists them. */
export function referencePages(
  schema: DocumentNode,
  operations: readonly ClientOperation[],
): Promise<GeneratedFile[]> {
  const types = schema.definitions.filter((node): node is TypeDefinition =>
    node.kind.endsWith('TypeDefinition'),
  );
  const links = linksOf(types);
  const files = pages.map(({ file, title, shows }) => {
    const shown = types.filter(shows);
    const sections = shown.flatMap((type) =>
      rootTypes.includes(type.name.value)
        ? [describe(type), ...fieldsOf(type).map((field) => operationSection(field, links, operations))]
        : [typeSection(type, links)],
    );
    return { path: `${folder}/${file}.md`, content: [heading, `# ${title}`, ...sections].join('\n\n') };
  });
  return Promise.all([{ path: `${folder}/README.md`, content: contents(types) }, ...files].map(formatted));
}

const heading = '<!-- Written by "npm run schema" from services/api/src. Do not edit. -->';

function contents(types: readonly TypeDefinition[]): string {
  const sections = pages.map(({ file, title, about, shows }) => {
    const names = types
      .filter(shows)
      .flatMap((type) => (rootTypes.includes(type.name.value) ? fieldsOf(type).map(nameOf) : [nameOf(type)]))
      .map((name) => `[${name}](${file}.md#${anchor(name)})`);
    return `## [${title}](${file}.md)\n\n${about}\n\n${names.join(' · ')}`;
  });
  const intro = `The GraphQL API at \`POST /graphql\`. Error codes are in [errors.md](../errors.md), and programs in several languages in [examples](../examples/README.md). Clients in TypeScript have [feed-client](../../packages/client/README.md).`;
  return [heading, '# API reference', intro, ...sections].join('\n\n');
}

/** The page on which each type is described. The scalars of GraphQL itself are not. */
function linksOf(types: readonly TypeDefinition[]): (type: TypeNode) => string {
  const files = new Map(
    types.flatMap((type) =>
      pages.filter(({ shows }) => shows(type)).map(({ file }) => [type.name.value, file] as const),
    ),
  );
  return (type) => {
    const [name, text] = [typeName(type), `\`${typeText(type)}\``];
    const file = files.get(name);
    return file === undefined ? text : `[${text}](${file}.md#${anchor(name)})`;
  };
}

const nameOf = ({ name }: TypeDefinition | FieldDefinitionNode): string => name.value;

const anchor = (name: string): string => name.toLowerCase();

type Links = ReturnType<typeof linksOf>;

const describe = ({ description }: { description?: { value: string } | undefined }): string =>
  (description?.value ?? '').replace(/\s+/g, ' ').trim();

const fieldsOf = (type: TypeDefinition): readonly FieldDefinitionNode[] =>
  type.kind === 'ObjectTypeDefinition' ? (type.fields ?? []) : [];

function argumentLine(argument: InputValueDefinitionNode, links: Links): string {
  const fallback = argument.defaultValue ? ` = \`${valueText(argument.defaultValue)}\`` : '';
  return `- \`${argument.name.value}\`: ${links(argument.type)}${fallback}. ${describe(argument)}`;
}

/** A field of a root type, with a document of the client package that uses it. */
function operationSection(
  field: FieldDefinitionNode,
  links: Links,
  operations: readonly ClientOperation[],
): string {
  const example = operations.find(({ node }) =>
    node.selectionSet.selections.some(
      (each) => each.kind === 'Field' && each.name.value === field.name.value,
    ),
  );
  return [
    `## ${field.name.value}`,
    describe(field),
    (field.arguments ?? []).map((argument) => argumentLine(argument, links)).join('\n'),
    `Returns ${links(field.type)}.`,
    example ? `\`\`\`graphql\n${example.text}\n\`\`\`` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function typeSection(type: TypeDefinition, links: Links): string {
  return [`## ${type.name.value}`, describe(type), partsOf(type, links).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function partsOf(type: TypeDefinition, links: Links): string[] {
  if (type.kind === 'EnumTypeDefinition')
    return (type.values ?? []).map((value) => `- \`${value.name.value}\`: ${describe(value)}`);
  if (type.kind === 'InputObjectTypeDefinition')
    return (type.fields ?? []).map((field) => argumentLine(field, links));
  return fieldsOf(type).flatMap((field) => [
    `- \`${field.name.value}\`: ${links(field.type)}. ${describe(field)}`,
    ...(field.arguments ?? []).map((argument) => `  ${argumentLine(argument, links)}`),
  ]);
}
