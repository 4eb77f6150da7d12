import { apiArrows } from './scripts/arrows/api.mjs';
import { cliArrows } from './scripts/arrows/cli.mjs';
import { fileArrows } from './scripts/arrows/files.mjs';
import { libraryArrows } from './scripts/arrows/libraries.mjs';
import { storeArrows } from './scripts/arrows/store.mjs';
import { webArrows } from './scripts/arrows/web.mjs';
import { workerArrows } from './scripts/arrows/worker.mjs';
import { workspaceArrows } from './scripts/arrows/workspaces.mjs';

// The arrows of ARCHITECTURE.md, checked by `npm run check -- arrows`. The comment of a rule says what to do instead.

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...fileArrows,
    ...workspaceArrows,
    ...storeArrows,
    ...apiArrows,
    ...workerArrows,
    ...cliArrows,
    ...webArrows,
    ...libraryArrows,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^((packages|services)/[^/]+|scripts|bench)/dist/' },
    tsConfig: { fileName: 'tsconfig.test.json' },
    // Imports of types are arrows too.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
