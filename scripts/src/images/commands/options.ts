import type { Command } from 'commander';

/** Which services a command is about. */
export const selection = (command: Command): Command =>
  command
    .option(
      '--since <ref>',
      'services that changed since this commit, branch or tag (default: the last release)',
    )
    .option('--all', 'every service')
    .option('--released', 'services whose release tag is on this commit')
    .option('--service <names...>', 'these services');
