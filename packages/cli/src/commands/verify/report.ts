import type { Queryable } from '@feed/store/postgres/database';
import { eventsQueue, taskStats } from '@feed/tasks/sql/inspect';
import { faultKinds, type Fault, type FaultKind } from '@feed/store/upkeep/verify/compare';
import type { AccountFaults, VerifyReport } from '@feed/store/upkeep/verify/verify-feeds';
import { table } from '../../lib/table.js';
import { formatCount } from '../../lib/format.js';
import type { CounterReport } from './counters.js';

export interface Outcome {
  report: VerifyReport;
  /** Present when feeds differed and --repair was given. */
  repaired: VerifyReport | undefined;
  counters: CounterReport | undefined;
  /** Unfinished tasks, and events that are not tasks yet, which will add entries to timelines. */
  pending: number;
}

const shownAccounts = 20;
const shownFaults = 10;
const bringing = new Set(['fan-out-post', 'backfill-follow', eventsQueue]);

export async function pendingFanOut(q: Queryable): Promise<number> {
  const { counts } = await taskStats(q);
  return counts
    .filter(({ kind, state }) => bringing.has(kind) && state !== 'dead')
    .reduce((sum, { count }) => sum + count, 0);
}

/** Whether feeds and counters are correct, after the repair if there was one. */
export function isGood({ report, repaired, counters }: Outcome): boolean {
  return (repaired ?? report).differing.length === 0 && (counters?.drifted.length ?? 0) === 0;
}

type Totals = Record<FaultKind, number>;

const totalsOf = (accounts: readonly AccountFaults[]) =>
  Object.fromEntries(
    faultKinds.map((kind) => [
      kind,
      accounts.reduce((sum, { faults }) => sum + faults.filter((fault) => fault.kind === kind).length, 0),
    ]),
  ) as Totals;

const cached = ({ sources }: VerifyReport) => sources.hit + sources.stale;

export function toMachine({ report, repaired, counters, pending }: Outcome): object {
  return {
    checked: report.checked,
    cached: cached(report),
    differing: report.differing.length,
    ...totalsOf(report.differing),
    accounts: report.differing.map(({ userId, faults }) => ({
      userId,
      ...totalsOf([{ userId, faults }]),
      faults: faults.slice(0, shownFaults).map(asMachine),
    })),
    pendingTasks: pending,
    ...(repaired === undefined
      ? {}
      : { afterRepair: { differing: repaired.differing.length, ...totalsOf(repaired.differing) } }),
    ...(counters === undefined ? {} : { counters }),
  };
}

const asMachine = ({ kind, entry: { kind: entryKind, ...entry } }: Fault) => ({ kind, entryKind, ...entry });

export function inWords(outcome: Outcome): string {
  const { report, repaired, counters, pending } = outcome;
  const lines = [
    `${formatCount(report.checked)} feeds compared, ${formatCount(cached(report))} of them from cached timelines: ${sum(report)}.\n`,
    worst(report.differing),
    ...(repaired === undefined
      ? []
      : [`After repair of ${formatCount(repaired.checked)}: ${sum(repaired)}.\n`]),
    ...(counters === undefined ? [] : [counterWords(counters)]),
  ];
  if (!isGood(outcome) && pending > 0)
    lines.push(
      `${formatCount(pending)} tasks still have to add posts to timelines: verify again afterwards.\n`,
    );
  return lines.join('');
}

function sum({ differing }: VerifyReport): string {
  const totals = totalsOf(differing);
  const parts = faultKinds.map((kind) => `${formatCount(totals[kind])} ${kind}`).join(', ');
  return `${formatCount(differing.length)} differ (${parts})`;
}

function worst(differing: readonly AccountFaults[]): string {
  if (differing.length === 0) return '';
  const sorted = [...differing].sort((a, b) => b.faults.length - a.faults.length);
  const rows = sorted.slice(0, shownAccounts).map((account) => {
    const totals = totalsOf([account]);
    const first = account.faults[0];
    return [
      account.userId,
      ...faultKinds.map((kind) => totals[kind]),
      first ? `${first.kind} ${first.entry.id}` : '',
    ];
  });
  const more = differing.length - rows.length;
  const rest = more > 0 ? `and ${formatCount(more)} more accounts: --json lists them all\n` : '';
  return table(['account', ...faultKinds, 'for example'], rows) + rest;
}

function counterWords({ rows, drifted }: CounterReport): string {
  const summary = `Counters of ${formatCount(rows)} rows compared: ${formatCount(drifted.length)} differ.\n`;
  if (drifted.length === 0) return summary;
  const shown = drifted.slice(0, shownAccounts).map(({ table: name, id }) => [name, id]);
  const advice = 'The task reconcile-counters repairs them within six hours.\n';
  return summary + table(['table', 'row'], shown) + advice;
}
