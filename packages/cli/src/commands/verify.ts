import {
  allAccounts,
  cachedAccounts,
  countAccounts,
  sampleAccounts,
} from '@feed/store/upkeep/verify/accounts';
import { audit } from '@feed/store/operators/audit/writes';
import { repairFeeds, verifyFeeds } from '@feed/store/upkeep/verify/verify-feeds';
import { InvalidArgumentError, Option } from 'commander';
import { byOperator } from '../lib/audit.js';
import { accountArgument, requireAccount } from '../lib/account.js';
import { withFeedParts, type FeedParts } from '../lib/feed-parts.js';
import { integer, json } from '../lib/options.js';
import { type Progress, withProgress } from '../lib/progress.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';
import { checkCounters } from './verify/counters.js';
import { inWords, isGood, pendingFanOut, toMachine, type Outcome } from './verify/report.js';

interface Options {
  users?: number;
  cached?: boolean;
  user?: string;
  depth: number;
  concurrency: number;
  /** How long to compare a differing feed again, in seconds. */
  patience: number;
  counters?: boolean;
  repair?: boolean;
  json?: boolean;
}

const maxDepth = 2_000_000_000;
/** Pauses before comparing again, as shares of the patience: most races end quickly. */
const waitShares = [0.05, 0.15, 0.3, 0.5];
const examples = `
Feeds are read as the api reads them, through Redis where a timeline is cached. A feed that differs is compared again
for a few seconds (--patience), so that a post on its way into timelines does not count as a difference.

Examples:
  feedctl verify                       compares the feed of every account
  feedctl verify --users 500 --json    500 random accounts, as JSON
  feedctl verify --user ada            the feed of one account
  feedctl verify --cached --repair     the timelines in Redis; rebuilds those that differ
  feedctl verify --counters            also compares stored counters with the rows`;

export const addVerify: AddCommand = (program, terminal) => {
  program
    .command('verify')
    .description('Compare home feeds with the reference, entry by entry, and repair cached timelines.')
    .addOption(new Option('--all', 'every account (the default)').conflicts(['users', 'cached', 'user']))
    .addOption(
      new Option('--users <count>', 'this many random accounts')
        .argParser(integer(1, 100_000_000))
        .conflicts(['cached', 'user']),
    )
    .addOption(new Option('--cached', 'accounts with a timeline in Redis').conflicts('user'))
    .option(`--user ${accountArgument}`, 'one account, by its username or id')
    .option('--depth <entries>', 'how many entries of each feed to compare, or "all"', depth, 1_000)
    .option('--concurrency <count>', 'feeds compared at the same time', integer(1, 10), 3)
    .option(
      '--patience <seconds>',
      'how long to compare a differing feed again, in seconds',
      integer(0, 3600),
      4,
    )
    .option('--counters', 'also compare stored counters with the rows they count')
    .option('--repair', 'rebuild the timelines that differ, and compare them again')
    .hook(
      'preAction',
      leaves(terminal, 'With --repair, what was repaired stays so. Nothing else was changed.'),
    )
    .option(...json)
    .addHelpText('after', examples)
    .action(async (options: Options) => {
      const outcome = await withFeedParts(terminal, options.concurrency, (parts) =>
        verify(terminal, parts, options),
      );
      terminal.out(options.json ? `${JSON.stringify(toMachine(outcome))}\n` : inWords(outcome));
      if (!isGood(outcome)) terminal.exitCode = 1;
    });
};

function depth(text: string): number {
  if (text === 'all') return maxDepth;
  const entries = Number(text);
  if (!Number.isInteger(entries) || entries < 1 || entries > maxDepth)
    throw new InvalidArgumentError('It must be a number of entries, or "all".');
  return entries;
}

async function verify(terminal: Terminal, parts: FeedParts, options: Options): Promise<Outcome> {
  const { accounts, total } = await chooseAccounts(parts, options);
  const waitsMs = waitShares.map((share) => share * options.patience * 1000);
  const settings = { ...parts, ...options, waitsMs };
  const report = await withProgress(terminal, { label: 'feeds', total }, ({ advance }) =>
    verifyFeeds({ ...settings, onChecked: () => advance() }, accounts),
  );
  const differing = report.differing.map(({ userId }) => userId);
  const repair = ({ advance }: Progress) =>
    repairFeeds({ ...settings, onChecked: () => advance() }, differing);
  const repaired =
    options.repair && differing.length > 0
      ? await withProgress(
          terminal,
          { label: 'repaired feeds', total: differing.length },
          async (progress) => {
            await recordRepair(parts, differing.length);
            return repair(progress);
          },
        )
      : undefined;
  const counters = options.counters ? await checkCounters(terminal, parts.database) : undefined;
  return { report, repaired, counters, pending: await pendingFanOut(parts.database) };
}

/** Timelines are in Redis, so the entry is committed before the first of them is dropped. */
const recordRepair = ({ database }: FeedParts, feeds: number): Promise<void> =>
  database.transaction((tx) =>
    audit(tx, { ...byOperator({ feeds }), action: 'feed.repair', targetType: 'system', targetId: '' }),
  );

interface ChosenAccounts {
  accounts: AsyncIterable<string> | readonly string[];
  total: number;
}

async function chooseAccounts({ database, redis }: FeedParts, options: Options): Promise<ChosenAccounts> {
  if (options.user !== undefined)
    return { accounts: [(await requireAccount(database, options.user)).id], total: 1 };
  if (options.users === undefined && !options.cached)
    return { accounts: allAccounts(database), total: await countAccounts(database) };
  const accounts = options.cached
    ? await cachedAccounts(redis)
    : await sampleAccounts(database, options.users ?? 0);
  return { accounts, total: accounts.length };
}
