import {
  allAccounts,
  cachedAccounts,
  countAccounts,
  sampleAccounts,
} from '@feed/store/upkeep/verify/accounts';
import { repairFeeds, verifyFeeds, type VerifyReport } from '@feed/store/upkeep/verify/verify-feeds';
import { InvalidArgumentError, Option } from 'commander';
import { requireAccount } from '../lib/account.js';
import { withFeedParts, type FeedParts } from '../lib/feed-parts.js';
import { id, integer, json } from '../lib/options.js';
import { startProgress } from '../lib/progress.js';
import type { AddCommand, Terminal } from '../lib/terminal.js';
import { checkCounters } from './verify/counters.js';
import { inWords, isGood, pendingFanOut, toMachine, type Outcome } from './verify/report.js';

interface Options {
  users?: number;
  cached?: boolean;
  user?: string;
  depth: number;
  concurrency: number;
  /** Seconds. */
  patience: number;
  counters?: boolean;
  repair?: boolean;
  json?: boolean;
}

const mostDepth = 2_000_000_000;
/** Shares of the patience: most races are over at once. */
const waits = [0.05, 0.15, 0.3, 0.5];
const examples = `
Feeds are read as the api reads them, through Redis where a timeline is cached. What differs is compared again for
a few seconds (--patience), so that a post on its way into timelines is not taken for a fault.

Examples:
  feed verify                       every account
  feed verify --users 500 --json    500 accounts at random, for machines
  feed verify --cached --repair     what is in Redis now; what is wrong there is built again
  feed verify --counters            also whether the kept counters agree with the rows`;

export const addVerify: AddCommand = (program, terminal) => {
  program
    .command('verify')
    .description('Compare live home feeds with the reference, entry by entry, and repair cached ones.')
    .addOption(new Option('--all', 'every account; the default').conflicts(['users', 'cached', 'user']))
    .addOption(
      new Option('--users <count>', 'so many accounts at random')
        .argParser(integer(1, 100_000_000))
        .conflicts(['cached', 'user']),
    )
    .addOption(new Option('--cached', 'the accounts that have a timeline in Redis').conflicts('user'))
    .option('--user <id>', 'one account', id)
    .option('--depth <entries>', 'how deep to compare each feed, or "all"', depth, 1_000)
    .option('--concurrency <count>', 'feeds compared at once', integer(1, 10), 3)
    .option('--patience <seconds>', 'how long to compare again what differs', integer(0, 3600), 4)
    .option('--counters', 'compare the kept counters with the rows they count, too')
    .option('--repair', 'drop the timelines that differ, and build and compare them again')
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
  if (text === 'all') return mostDepth;
  const entries = Number(text);
  if (!Number.isInteger(entries) || entries < 1 || entries > mostDepth)
    throw new InvalidArgumentError('It must be a number of entries, or "all".');
  return entries;
}

async function verify(terminal: Terminal, parts: FeedParts, options: Options): Promise<Outcome> {
  const { accounts, total } = await chosen(parts, options);
  const waitsMs = waits.map((share) => share * options.patience * 1000);
  const settings = { ...parts, ...options, waitsMs };
  const report = await withProgress(terminal, 'feeds', total, (onChecked) =>
    verifyFeeds({ ...settings, onChecked }, accounts),
  );
  const differing = report.differing.map(({ userId }) => userId);
  const repaired =
    options.repair && differing.length > 0
      ? await withProgress(terminal, 'repaired feeds', differing.length, (onChecked) =>
          repairFeeds({ ...settings, onChecked }, differing),
        )
      : undefined;
  const counters = options.counters ? await checkCounters(terminal, parts.database) : undefined;
  return { report, repaired, counters, pending: await pendingFanOut(parts.database) };
}

async function withProgress(
  terminal: Terminal,
  label: string,
  total: number,
  work: (onChecked: () => void) => Promise<VerifyReport>,
): Promise<VerifyReport> {
  const progress = startProgress(terminal, label, total);
  try {
    return await work(() => progress.advance());
  } finally {
    progress.end();
  }
}

interface Chosen {
  accounts: AsyncIterable<string> | readonly string[];
  total: number;
}

async function chosen({ database, redis }: FeedParts, options: Options): Promise<Chosen> {
  if (options.user !== undefined)
    return { accounts: [await requireAccount(database, options.user)], total: 1 };
  if (options.users === undefined && !options.cached)
    return { accounts: allAccounts(database), total: await countAccounts(database) };
  const accounts = options.cached
    ? await cachedAccounts(redis)
    : await sampleAccounts(database, options.users ?? 0);
  return { accounts, total: accounts.length };
}
