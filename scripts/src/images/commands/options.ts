import type { Terminal } from '@feed/cli/lib/terminal';
import type { Command } from 'commander';

/** Options that choose services. */
export const selection = (command: Command): Command =>
  command
    .option('--since <ref>', 'services that changed since this commit (default: the last release)')
    .option('--all', 'every service')
    .option('--released', 'services whose release tag is on this commit')
    .option('--service <names...>', 'these services');

/** `command.option(...prefix(terminal))` */
export const prefix = ({ env }: Terminal) =>
  ['--prefix <text>', 'goes in front of the name of the service', env['IMAGE_PREFIX'] || 'feed-'] as const;
