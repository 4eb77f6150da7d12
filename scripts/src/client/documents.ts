import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  parse,
  visit,
} from '@feed/api/graphql/engine';

const folder = 'packages/client/documents';

/** An operation of the client package, with the fragments that it uses. */
export interface ClientOperation {
  readonly name: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** The file that it is in, without its ending. */
  readonly file: string;
  readonly node: OperationDefinitionNode;
  /** As it is written in the files. */
  readonly text: string;
}

export interface ClientDocuments {
  readonly files: readonly { readonly location: string; readonly document: DocumentNode }[];
  readonly operations: readonly ClientOperation[];
}

/** Reads the GraphQL documents of the client package. @throws Error for an operation without a name */
export function readDocuments(): ClientDocuments {
  const files = readdirSync(folder)
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return {
        location: join(folder, name),
        file: name.replace('.graphql', ''),
        document: parse(text),
        text,
      };
    });
  const fragments = new Map<string, { node: FragmentDefinitionNode; text: string }>();
  for (const { document, text } of files)
    for (const node of document.definitions)
      if (node.kind === 'FragmentDefinition')
        fragments.set(node.name.value, { node, text: textOf(node, text) });
  const operations = files.flatMap(({ file, document, text }) =>
    document.definitions.flatMap((node) => {
      if (node.kind !== 'OperationDefinition') return [];
      if (!node.name) throw new Error(`${file}.graphql has an operation without a name`);
      const used = usedFragments(node, fragments);
      const parts = [textOf(node, text), ...used.map((name) => fragments.get(name)?.text)];
      return [{ name: node.name.value, type: node.operation, file, node, text: parts.join('\n\n') }];
    }),
  );
  return { files, operations };
}

const textOf = ({ loc }: OperationDefinitionNode | FragmentDefinitionNode, text: string): string =>
  text.slice(loc?.start, loc?.end);

/** The names of the fragments that a node uses, directly or through others. */
function usedFragments(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, { node: FragmentDefinitionNode }>,
): string[] {
  const names: string[] = [];
  visit(node, { FragmentSpread: ({ name }: { name: { value: string } }) => void names.push(name.value) });
  const deeper = names.flatMap((name) => {
    const fragment = fragments.get(name);
    if (!fragment) throw new Error(`there is no fragment ${name}`);
    return usedFragments(fragment.node, fragments);
  });
  return [...new Set([...names, ...deeper])];
}
