import { never } from './rule.mjs';

/** Arrows between the folders of packages/cli. */
export const cliArrows = [
  never(
    'cli-lib-is-the-base',
    '^packages/cli/src/lib/',
    { path: '^packages/cli/src/', pathNot: '^packages/cli/src/lib/' },
    'lib/ is what commands/ and system/ share, and imports neither. Pass the value in as an argument.',
  ),
  never(
    'cli-commands-without-system',
    '^packages/cli/src/commands/',
    '^packages/cli/src/system/',
    'A command runs against any system, not only the local one. Move what both need into lib/.',
  ),
  never(
    'cli-system-without-commands',
    '^packages/cli/src/system/',
    '^packages/cli/src/(commands/|feedctl\\.ts$)',
    'Start the command as a process, as targets/demo.ts does, or move what both need into lib/.',
  ),
  never(
    'cli-command-parts',
    '^packages/cli/src/commands/[^/]+/',
    '^packages/cli/src/commands/[^/]+$',
    'A file directly in commands/ is the command itself. Move what its parts need into the folder of the command.',
  ),
  never(
    'cli-system-downwards',
    '^packages/cli/src/system/[^/]+$',
    '^packages/cli/src/system/[^/]+/',
    'Files directly in system/ are what its folders share, and import none of them.',
  ),
  never(
    'cli-supervisor-alone',
    '^packages/cli/src/system/supervisor/',
    '^packages/cli/src/system/(modes|targets)/',
    'The supervisor runs in a process of its own: modes/ talks to it, and targets/ uses modes/.',
  ),
  never(
    'cli-modes-without-targets',
    '^packages/cli/src/system/modes/',
    '^packages/cli/src/system/targets/',
    'A mode knows how to start and stop the system. What a make target does in addition belongs in targets/.',
  ),
];
