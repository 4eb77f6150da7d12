import { CodedError } from '@feed/platform/errors';
import { forgetFeed, forgetFeeds } from '@feed/store/feed/epoch';
import { createHomeFeed } from '@feed/store/feed/home-feed';
import { audit } from '@feed/store/operators/audit/writes';
import { allAccounts, countAccounts } from '@feed/store/upkeep/verify/accounts';
import { inParallel } from '@feed/store/upkeep/verify/in-parallel';
import type { Redis } from '@feed/store/redis/redis';
import { Option } from 'commander';
import { byOperator } from '../lib/audit.js';
import { accountArgument, requireAccount } from '../lib/account.js';
import { withFeedParts, type FeedParts } from '../lib/feed-parts.js';
import { json } from '../lib/options.js';
import { formatCount } from '../lib/format.js';
import { withProgress } from '../lib/progress.js';
import { readRedisInfo } from '../lib/redis-info.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';

interface Options {
  all?: boolean;
  user?: string;
  warm?: boolean;
  json?: boolean;
}

interface Outcome {
  dropped: 'all' | 'one';
  /** Timelines that were rebuilt. */
  warmed: number;
  /** Why not all of them were rebuilt. */
  stopped?: string;
}

const concurrency = 3;
/** The rest of Redis is for hints to workers and for live traffic. */
const maxMemoryShare = 0.8;
const memoryCheckEvery = 100;
const examples = `
Nothing is lost: a feed without a cached timeline is read from Postgres, which also rebuilds the timeline.

Examples:
  feedctl rebuild --all            invalidates every timeline; the next read rebuilds it
  feedctl rebuild --all --warm     also rebuilds all of them now, up to 80 % of Redis's memory
  feedctl rebuild --user ada       one account's timeline`;

export const addRebuild: AddCommand = (program, terminal) => {
  program
    .command('rebuild')
    .description('Drop cached timelines, and rebuild them on demand or immediately.')
    .addOption(new Option('--all', 'the timelines of all accounts').conflicts('user'))
    .option(`--user ${accountArgument}`, 'the timeline of one account, by its username or id')
    .option('--warm', 'rebuild them now instead of on the next read')
    .hook(
      'preAction',
      leaves(terminal, 'Timelines that were dropped or rebuilt stay so; the next read rebuilds the rest.'),
    )
    .option(...json)
    .addHelpText('after', examples)
    .action(async (options: Options) => {
      if (!options.all && options.user === undefined)
        throw new CodedError('INVALID_INPUT', 'choose the timelines: --all or --user ACCOUNT');
      const outcome = await withFeedParts(terminal, concurrency, (parts) =>
        rebuild(terminal, parts, options),
      );
      terminal.out(options.json ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
    });
};

async function rebuild(terminal: Terminal, parts: FeedParts, { user, warm }: Options): Promise<Outcome> {
  const { database, timelines } = parts;
  const one = user === undefined ? undefined : (await requireAccount(database, user)).id;
  await database.transaction(async (tx) => {
    const by = byOperator();
    await (one === undefined
      ? audit(tx, { ...by, action: 'feeds.rebuild', targetType: 'system', targetId: '' })
      : audit(tx, { ...by, action: 'feed.rebuild', targetType: 'feed', targetId: one }));
    await (one === undefined ? forgetFeeds(tx) : forgetFeed(tx, timelines, one));
  });
  const dropped = one === undefined ? 'all' : 'one';
  if (!warm) return { dropped, warmed: 0 };
  return { dropped, ...(await warmUp(terminal, parts, one)) };
}

async function warmUp(
  terminal: Terminal,
  parts: FeedParts,
  user: string | undefined,
): Promise<Omit<Outcome, 'dropped'>> {
  const { database, redis, timelines } = parts;
  const feed = createHomeFeed(parts);
  const total = user === undefined ? await countAccounts(database) : 1;
  const accounts = user === undefined ? allAccounts(database) : [user];
  let warmed = 0;
  let full = false;
  await withProgress(terminal, { label: 'timelines', total }, (progress) =>
    inParallel(accounts, concurrency, async (viewerId) => {
      if (warmed % memoryCheckEvery === 0) full ||= (await memoryShare(redis)) >= maxMemoryShare;
      if (full) return;
      await timelines.drop([viewerId]);
      await feed.page(viewerId, { first: 1 });
      warmed += 1;
      progress.advance();
    }),
  );
  return full ? { warmed, stopped: 'Redis has used 80 % of its memory' } : { warmed };
}

/** The used part of Redis's memory limit; 0 without a limit. */
async function memoryShare(redis: Redis): Promise<number> {
  const info = await readRedisInfo(redis);
  const limit = Number(info('maxmemory'));
  return limit === 0 ? 0 : Number(info('used_memory')) / limit;
}

function inWords({ dropped, warmed, stopped }: Outcome): string {
  const what = dropped === 'all' ? 'All timelines are' : 'The timeline is';
  if (warmed === 0 && stopped === undefined) return `${what} dropped, and rebuilt on the next read.\n`;
  const lines = [
    `${what} dropped; ${formatCount(warmed)} rebuilt.`,
    ...(stopped === undefined ? [] : [`Stopped early: ${stopped}. The others are rebuilt on the next read.`]),
  ];
  return `${lines.join('\n')}\n`;
}
