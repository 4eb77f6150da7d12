import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formatted, type GeneratedFile } from '../lib/generated.js';
import { directDependencies, readWorkspaces } from '../lib/workspaces.js';

/** Every tsconfig.json with the `references` that follow from package.json, which is where dependencies are declared. */
export function tsconfigs(root = '.'): Promise<GeneratedFile[]> {
  const workspaces = readWorkspaces(root);
  const folders = (list: readonly { folder: string }[]) => list.map(({ folder }) => folder);
  return Promise.all([
    // `npm run build` compiles what is deployed; the tools of this repository and its bench run from their sources.
    withReferences(
      root,
      '.',
      folders(workspaces).filter((folder) => folder !== 'scripts' && folder !== 'bench'),
    ),
    ...workspaces.map((each) =>
      withReferences(root, each.folder, folders(directDependencies(workspaces, each))),
    ),
  ]);
}

function withReferences(root: string, folder: string, referenced: readonly string[]): Promise<GeneratedFile> {
  const path = join(root, folder, 'tsconfig.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as object;
  const references = referenced.map((each) => ({ path: relative(folder, each) }));
  return formatted({ path, content: JSON.stringify({ ...config, references }) });
}
