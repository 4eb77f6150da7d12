import { CodedError } from '@feed/platform/errors';
import { bumpEpoch } from '@feed/store/feed/epoch';
import { createHomeFeed } from '@feed/store/feed/home-feed';
import { allAccounts, countAccounts } from '@feed/store/upkeep/verify/accounts';
import { inParallel } from '@feed/store/upkeep/verify/in-parallel';
import { Option } from 'commander';
import { requireAccount } from '../lib/account.js';
import { withFeedParts, type FeedParts } from '../lib/feed-parts.js';
import { id, json } from '../lib/options.js';
import { startProgress } from '../lib/progress.js';
import type { AddCommand, Terminal } from '../lib/terminal.js';
import { memoryShare } from './rebuild/memory.js';

interface Options {
  all?: boolean;
  user?: string;
  warm?: boolean;
  json?: boolean;
}

interface Outcome {
  dropped: 'all' | 'one';
  /** Timelines that were built again. */
  warmed: number;
  /** Why no more were built, if so. */
  stopped?: string;
}

const concurrency = 3;
/** The rest of Redis is for the wake-ups of tasks and for live traffic. */
const mostMemory = 0.8;
const looksEvery = 100;
const examples = `
Nothing is lost by it: a reader whose timeline is missing is answered from Postgres, and it is built again thereby.

Examples:
  feed rebuild --all            every timeline becomes worthless, and is built by its next reader
  feed rebuild --all --warm     and all are built at once, up to 80 % of the memory of Redis
  feed rebuild --user 8675309   one account's`;

export const addRebuild: AddCommand = (program, terminal) => {
  program
    .command('rebuild')
    .description('Drop cached timelines, and build them again.')
    .addOption(new Option('--all', 'of every account').conflicts('user'))
    .option('--user <id>', 'of one account', id)
    .option('--warm', 'build them again now, not when they are next read')
    .option(...json)
    .addHelpText('after', examples)
    .action(async (options: Options) => {
      if (!options.all && options.user === undefined)
        throw new CodedError('INVALID_INPUT', 'say whose timelines: --all or --user ID');
      const outcome = await withFeedParts(terminal, concurrency, (parts) =>
        rebuild(terminal, parts, options),
      );
      terminal.out(options.json ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
    });
};

async function rebuild(terminal: Terminal, parts: FeedParts, { user, warm }: Options): Promise<Outcome> {
  const { database, timelines } = parts;
  if (user === undefined) await database.transaction(bumpEpoch);
  else await timelines.drop([await requireAccount(database, user)]);
  const dropped = user === undefined ? 'all' : 'one';
  if (!warm) return { dropped, warmed: 0 };
  return { dropped, ...(await warmUp(terminal, parts, user)) };
}

async function warmUp(
  terminal: Terminal,
  parts: FeedParts,
  user: string | undefined,
): Promise<Omit<Outcome, 'dropped'>> {
  const { database, redis, timelines } = parts;
  const feed = createHomeFeed(parts);
  const total = user === undefined ? await countAccounts(database) : 1;
  const progress = startProgress(terminal, 'timelines', total);
  let warmed = 0;
  let full = false;
  await inParallel(user === undefined ? allAccounts(database) : [user], concurrency, async (viewerId) => {
    if (warmed % looksEvery === 0) full ||= (await memoryShare(redis)) >= mostMemory;
    if (full) return;
    await timelines.drop([viewerId]);
    await feed.page(viewerId, { first: 1 });
    warmed += 1;
    progress.advance();
  }).finally(() => progress.end());
  return full ? { warmed, stopped: 'Redis has used 80 % of its memory' } : { warmed };
}

function inWords({ dropped, warmed, stopped }: Outcome): string {
  const what = dropped === 'all' ? 'All timelines are' : 'The timeline is';
  if (warmed === 0 && stopped === undefined) return `${what} dropped, and built again when next read.\n`;
  const lines = [
    `${what} dropped; ${warmed.toLocaleString('en-GB')} built again.`,
    ...(stopped === undefined
      ? []
      : [`Stopped early: ${stopped}. The others are built when they are next read.`]),
  ];
  return `${lines.join('\n')}\n`;
}
