import type { Command } from 'commander';

/** Options that choose services. */
export const selection = (command: Command): Command =>
  command
    .option(
      '--since <ref>',
      'services that changed since this commit, branch or tag (default: the last release)',
    )
    .option('--all', 'every service')
    .option('--released', 'services whose release tag is on this commit')
    .option('--service <names...>', 'these services');
