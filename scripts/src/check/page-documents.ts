import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  parse,
  print,
  printSchema,
  specifiedRules,
  validate,
  visit,
} from '@feed/api/graphql/engine';
import { formatted, type GeneratedFile } from '../lib/generated.js';

interface Source {
  readonly path: string;
  readonly document: DocumentNode;
}

interface Fragment {
  readonly node: FragmentDefinitionNode;
  readonly path: string;
}

const config = {
  scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown', Upload: 'never' },
  enumType: 'string-literal',
  skipTypename: true,
  useTypeImports: true,
  disableDescriptions: true,
};

const heading = '// Written by "npm run schema" from documents.graphql beside it. Do not edit.\n';

/** The typed operations of the page: each `documents.graphql` of packages/web gets a `documents.ts`. */
export async function pageDocuments(
  schema: GraphQLSchema,
  root = 'packages/web/src',
): Promise<GeneratedFile[]> {
  const sources = (readdirSync(root, { recursive: true }) as string[])
    .filter((name) => name.endsWith('documents.graphql'))
    .sort()
    .map((name) => ({ path: join(root, name), document: parse(readFileSync(join(root, name), 'utf8')) }));
  const problems = faults(schema, sources);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const fragments = sources.flatMap(({ path, document }) =>
    document.definitions.flatMap((node) => (node.kind === 'FragmentDefinition' ? [{ node, path }] : [])),
  );
  const sdl = parse(printSchema(schema));
  return Promise.all(sources.map((source) => generate(source, fragments, sdl, root)));
}

/** The mistakes in the documents. A fragment may be spread only in another file. */
function faults(schema: GraphQLSchema, sources: readonly Source[]): string[] {
  const definitions = sources.flatMap(({ document }) => document.definitions);
  const rules = specifiedRules.filter(({ name }) => name !== 'NoUnusedFragmentsRule');
  return validate(schema, { kind: 'Document', definitions }, rules).map(({ message }) => message);
}

async function generate(
  { path, document }: Source,
  fragments: readonly Fragment[],
  schema: DocumentNode,
  root: string,
): Promise<GeneratedFile> {
  const names = document.definitions.flatMap((node) => [...closure(node, fragments)]);
  const used = fragments.filter((each) => each.path !== path && names.includes(each.node.name.value));
  const externalFragments = used.map(({ node }) => ({
    ...{ isExternal: true, name: node.name.value, onType: node.typeCondition.name.value, node },
  }));
  const types = await codegen({
    filename: path.replace(/\.graphql$/, '.ts'),
    documents: [{ location: path, document: document as never }],
    schema: schema as never,
    config: { ...config, externalFragments },
    plugins: [{ operations: {} }],
    pluginMap: { operations },
    skipDocumentsValidation: true,
  });
  const parts = [imports(path, used, root), types.trim(), ...constants(document, fragments)];
  return formatted({ path: path.replace(/\.graphql$/, '.ts'), content: `${heading}${parts.join('\n\n')}\n` });
}

function imports(path: string, used: readonly Fragment[], root: string): string {
  const names = new Map([[`${root}/live/typed.ts`, ['typed']]]);
  for (const { node, path: file } of used) {
    const source = file.replace(/\.graphql$/, '.ts');
    names.set(source, [...(names.get(source) ?? []), textOf(node.name.value)]);
  }
  return [...names]
    .map(([source, each]) => `import { ${each.join(', ')} } from '${moduleOf(dirname(path), source)}';`)
    .join('\n');
}

function moduleOf(folder: string, source: string): string {
  const found = relative(folder, source).replace(/\.ts$/, '.js');
  return found.startsWith('.') ? found : `./${found}`;
}

const textOf = (fragment: string): string => `${fragment[0]!.toLowerCase()}${fragment.slice(1)}Text`;

/** The names of the fragments that a definition spreads, and of those that they spread. */
function closure(node: object, fragments: readonly Fragment[], found = new Set<string>()): Set<string> {
  visit(node as DocumentNode, {
    FragmentSpread({ name: { value } }) {
      if (found.has(value)) return;
      found.add(value);
      const spread = fragments.find((each) => each.node.name.value === value);
      if (spread) closure(spread.node, fragments, found);
    },
  });
  return found;
}

/** The text of each fragment, and one constant for each operation with all the fragments it needs. */
function constants({ definitions }: DocumentNode, fragments: readonly Fragment[]): string[] {
  return definitions.map((node) => {
    const text = compact(print(node));
    if (node.kind === 'FragmentDefinition') return `export const ${textOf(node.name.value)} = '${text}';`;
    if (node.kind !== 'OperationDefinition' || node.name === undefined)
      throw new Error('a document of the page has an operation without a name');
    const name = node.name.value;
    const kind = `${node.operation[0]!.toUpperCase()}${node.operation.slice(1)}`;
    const whole = [text, ...[...closure(node, fragments)].map((each) => `\${${textOf(each)}}`)].join(' ');
    return `export const ${name} = typed<${name}${kind}, ${name}${kind}Variables>(\`${whole}\`);`;
  });
}

const compact = (text: string): string => text.replace(/\s+/g, ' ').trim();
