import { never } from './rule.mjs';

export const fileArrows = [
  never(
    'no-cycle',
    {},
    { circular: true },
    'These files import each other. Move what both need into a third file that imports neither.',
  ),
  never(
    'resolvable',
    {},
    { couldNotResolve: true },
    'This import leads nowhere. Repair the path, or add the package to the package.json of the workspace.',
  ),
  never(
    'main-is-the-end',
    {},
    '^services/[^/]+/src/main\\.ts$',
    'main.ts starts a process when it is loaded. Import context.ts and build a context instead.',
  ),
  never(
    'source-without-tests',
    '/src/',
    '^((packages|services)/[^/]+|scripts|bench)/test/',
    'Source never imports a test. Move the helper into src or into packages/testkit.',
  ),
];
