import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import type { DocumentNode } from '@feed/api/graphql/engine';
import { formatted, type GeneratedFile } from '../lib/generated.js';
import type { ClientDocuments, ClientOperation } from './documents.js';

const folder = 'packages/client/src/generated';

const config = {
  scalars: { ID: 'string', DateTime: 'string', Upload: 'null', JSON: 'unknown' },
  defaultScalarType: 'unknown',
  maybeValue: 'T | null',
  inputMaybeValue: 'T | null | undefined',
  enumsAsTypes: true,
  skipTypename: true,
  useTypeImports: true,
  avoidOptionals: { field: true },
};

const heading = '// Written by "npm run schema". Do not edit.\n';

/** The files of the client package that follow from the schema and from its documents. */
export async function clientFiles(
  schema: DocumentNode,
  documents: ClientDocuments,
): Promise<GeneratedFile[]> {
  const types = await codegen({
    filename: `${folder}/schema.ts`,
    documents: [],
    schema: schema as never,
    config,
    plugins: [{ typescript: {} }],
    pluginMap: { typescript },
  });
  const operations = await codegen({
    filename: `${folder}/operations.ts`,
    documents: documents.files as never,
    schema: schema as never,
    config,
    plugins: [{ typescriptOperations: {} }],
    pluginMap: { typescriptOperations },
  });
  const constants = documents.operations.map(constantOf).join('\n');
  const imports = "import type { TypedDocument } from '../document.js';\n";
  return Promise.all(
    [
      { path: `${folder}/schema.ts`, content: `${heading}${types}` },
      { path: `${folder}/operations.ts`, content: `${heading}${imports}${operations}\n${constants}` },
    ].map(formatted),
  );
}

/** A constant string costs a program nothing that does not use it. */
function constantOf({ name, type, text }: ClientOperation): string {
  const types = `${name[0]?.toUpperCase()}${name.slice(1)}${type[0]?.toUpperCase()}${type.slice(1)}`;
  return `export const ${name} = ${JSON.stringify(text.replace(/\s+/g, ' '))} as TypedDocument<${types}, ${types}Variables>;\n`;
}
