import type { Harmless, Planted } from './planted.js';

export const planted: Planted = {
  'cli-lib-is-the-base': ['packages/cli/src/lib/output.ts', "import '../system/steps.js';"],
  'cli-commands-without-system': ['packages/cli/src/commands/status.ts', "import '../system/steps.js';"],
  'cli-system-without-commands': [
    'packages/cli/src/system/targets/seed.ts',
    "import '../../commands/seed.js';",
  ],
  'cli-command-parts': ['packages/cli/src/commands/tokens/accounts.ts', "import '../seed.js';"],
  'cli-system-downwards': ['packages/cli/src/system/places.ts', "import './targets/up.js';"],
  'cli-supervisor-alone': ['packages/cli/src/system/supervisor/main.ts', "import '../modes/local.js';"],
  'cli-modes-without-targets': ['packages/cli/src/system/modes/compose.ts', "import '../targets/up.js';"],
};

export const harmless: Harmless = {
  'packages/cli/src/lib/terminal.ts': 'export const terminal = 1;',
  'packages/cli/src/commands/seed.ts': "import '../lib/terminal.js';",
  'packages/cli/src/system/steps.ts': "import '../lib/terminal.js';",
  'packages/cli/src/system/modes/local.ts': "import '../steps.js';",
  'packages/cli/src/system/targets/up.ts': "import '../modes/local.js';\nimport '../steps.js';",
};
