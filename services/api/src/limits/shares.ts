import { performance } from 'node:perf_hooks';
import { currentScope, runInScope } from '@feed/platform/request-context';
import { after } from './after.js';
import { type Budget, createBudget } from './budget.js';
import { type Caller, callerKey } from './caller.js';
import { createCostRate } from './cost-rate.js';
import { Rejection } from './rejection.js';
import { maxResponseBytes, responseTooLarge } from './response-limit.js';
import { Turns } from './turns.js';

/**
 * Keeps one account, or one address without an account, from taking so much that others wait for it. It counts what
 * callers share in this process: the cost of their operations, and the connections to Postgres that they use at once.
 */
export interface Shares {
  /**
   * Runs an operation of the request whose facts are given, now or when it is the caller's turn.
   * @param cost as the plan of the operation computes it; the texts that it reads are charged when it has ended
   * @throws Rejection RATE_LIMITED for what is above the caller's share, OVERLOADED for what is above that of all
   */
  operation<T>(caller: Operator, cost: Cost, run: () => T | Promise<T>): T | Promise<T>;
  /**
   * Runs a statement, or a transaction, of the current operation. What belongs to no operation runs at once.
   * @param bytesOf the bytes of text in the result: an operation that has read more than a response may contain ends
   * @throws Rejection RATE_LIMITED when too many of the caller wait already, QUERY_TOO_COMPLEX for too much text
   */
  statement<T>(work: () => Promise<T>, bytesOf?: (result: T) => number): Promise<T>;
  /** How many operations and statements wait for others of the same caller. */
  readonly waiting: number;
}

/** The cost of an operation, in objects. */
export interface Cost {
  /** That of its objects and statements, if every list is full. */
  readonly planned: number;
  /** The same with its texts, if every text is as long as it can be. */
  readonly most: number;
}

/** The cost of texts. Most are far shorter than they can be, so what an operation has read is charged. */
export const costOfTexts = (bytes: number): number => bytes / bytesPerObject;
const bytesPerObject = 20_000;

/** The facts of a request that are needed here. */
export interface Operator extends Caller {
  readonly requestId: string;
  /** On the clock of `performance.now()`. */
  readonly deadline: number;
}

export interface SharesOptions {
  /** The number of connections to Postgres. */
  connections: number;
  /** The percentage of the connections that one caller may use, even alone: a slow statement cannot be taken back. */
  connectionPercent: number;
  /** How many statements of one caller may wait, and for how long. */
  queue: number;
  waitMs: number;
  /** The cost that one account, and one address, may spend in a minute. */
  costPerAccount: number;
  costPerAddress: number;
}

/** The use that the request of the current scope makes of shared resources. */
interface Holding {
  readonly holder: string;
  readonly deadline: number;
  /** Whether its statements run one after the other. */
  readonly heavy: boolean;
  /** How many bytes of text it has read. */
  bytes: number;
}

/** The total cost of the running operations, of all callers and of one. */
const maxInFlight = 20_000;
const maxInFlightOfOne = maxInFlight / 2;
/** Above this cost a caller runs one operation at a time, and the operation one statement at a time. */
const heavyCost = 500;
/** How many more of these may wait. */
const heavyQueue = 8;

const message =
  'Too much is in progress for this account or network address. Wait for responses before sending more.';
const full = (): Rejection =>
  new Rejection('account_share', 'RATE_LIMITED', message, { retryAfterSeconds: 1 });
const busy = (): Rejection => new Rejection('account_share', 'OVERLOADED', message, { retryAfterSeconds: 1 });
const tooLate = (): Rejection => new Rejection('timeout', 'TIMEOUT', 'The request took too long.');

export function createShares(options: SharesOptions): Shares {
  const { connections, connectionPercent, queue } = options;
  const most = Math.max(1, Math.ceil((connections * connectionPercent) / 100));
  const parts: Parts = {
    rate: createCostRate(options),
    inFlight: createBudget('cost_in_flight', maxInFlight, 'Too many objects are being read.', {
      max: maxInFlightOfOne,
      error: full,
    }),
    operations: new Turns({ max: 1, queue: heavyQueue, full }),
    inOrder: new Turns({ max: 1, queue: Infinity, full }),
    connections: new Turns({ max: most, queue, full, wait: { ms: options.waitMs, error: busy } }),
  };
  return {
    operation: (caller, cost, run) => runOperation(parts, caller, cost, run),
    statement: (work, bytesOf) => runStatement(parts, work, bytesOf),
    get waiting() {
      return parts.operations.waiting + parts.connections.waiting;
    },
  };
}

interface Parts {
  rate: ReturnType<typeof createCostRate>;
  inFlight: Budget;
  /** The expensive operations of a caller. */
  operations: Turns<string>;
  /** The statements of an expensive operation. */
  inOrder: Turns<Holding>;
  /** The statements of a caller. */
  connections: Turns<string>;
}

function runOperation<T>(
  { rate, inFlight, operations, connections }: Parts,
  caller: Operator,
  { planned, most }: Cost,
  run: () => T | Promise<T>,
): T | Promise<T> {
  rate.charge(caller, planned);
  const { deadline, requestId } = caller;
  const holder = callerKey(caller);
  // Refused here, the caller gets a status and Retry-After; later, only an error beside other data.
  if (connections.isFull(holder)) throw full();
  const holding = { holder, deadline, heavy: most > heavyCost, bytes: 0 };
  const start = (): T | Promise<T> => {
    inFlight.take(most, holder);
    return after(
      () => inScopeOf(holding, requestId, run),
      () => {
        inFlight.give(most, holder);
        rate.chargeMore(caller, planned, costOfTexts(holding.bytes));
      },
    );
  };
  if (!holding.heavy) return start();
  return operations.run(holder, () => inTime(deadline, tooLate, start));
}

function runStatement<T>(
  { inOrder, connections }: Parts,
  work: () => Promise<T>,
  bytesOf: ((result: T) => number) | undefined,
): Promise<T> {
  const holding = currentScope()?.holding as Holding | undefined;
  if (!holding) return work();
  const take = (): Promise<T> =>
    connections.run(holding.holder, () => inTime(holding.deadline, tooLate, work));
  try {
    const read = (): Promise<T> => counted(holding, take, bytesOf);
    return holding.heavy ? inOrder.run(holding, read) : read();
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

function inScopeOf<T>(holding: Holding, requestId: string, run: () => T): T {
  const scope = currentScope();
  if (!scope) return runInScope({ requestId, holding }, run);
  scope.holding = holding;
  return run();
}

/** Does not begin work too late, when its caller has had another response. */
function inTime<T>(deadline: number, error: () => Error, work: () => T): T {
  if (performance.now() > deadline) throw error();
  return work();
}

/** Ends an operation early whose response would be too large. */
async function counted<T>(
  holding: Holding,
  work: () => Promise<T>,
  bytesOf: ((result: T) => number) | undefined,
): Promise<T> {
  if (holding.bytes > maxResponseBytes) throw responseTooLarge();
  const result = await work();
  holding.bytes += bytesOf?.(result) ?? 0;
  if (holding.bytes > maxResponseBytes) throw responseTooLarge();
  return result;
}
