import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { createCostRate, includedCost } from '../../src/limits/cost-rate.js';
import { type Cost, costOfTexts, createShares, type Operator } from '../../src/limits/shares.js';

const caller = (userId: string | null, address = '203.0.113.1'): Operator => ({
  viewer: userId === null ? null : { userId },
  address,
  requestId: 'request',
  deadline: performance.now() + 60_000,
});

const options = {
  connections: 4,
  connectionPercent: 50,
  queue: 2,
  waitMs: 60_000,
  costPerAccount: 1_000_000,
  costPerAddress: 1_000_000,
};
const costOf = (most: number): Cost => ({ planned: most, most });
const light = costOf(10);
const heavy = costOf(2_000);
const never = () => new Promise<never>(() => undefined);
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the share of a caller', () => {
  it('is half of the connections; some more statements wait, and further ones are rejected', async () => {
    const shares = createShares(options);
    let running = 0;
    const hold = (userId: string | null): Promise<unknown> =>
      Promise.resolve(
        shares.operation(caller(userId), light, () =>
          shares.statement(() => {
            running += 1;
            return never();
          }),
        ),
      );
    const rejected = { code: 'RATE_LIMITED', rule: 'account_share', retryAfterSeconds: 1 };
    for (let i = 0; i < 4; i += 1) void hold('1');
    await settled();
    assert.deepEqual([running, shares.waiting], [2, 2]);
    assert.throws(() => void hold('1'), rejected);
    void hold('2');
    void hold(null);
    await settled();
    assert.equal(running, 4);
  });

  it('of a pool with one connection is that connection', async () => {
    const shares = createShares({ ...options, connections: 1 });
    const read = () => shares.operation(caller('1'), light, () => shares.statement(async () => 'rows'));
    assert.deepEqual(await Promise.all([read(), read(), read()]), ['rows', 'rows', 'rows']);
  });

  it('is one expensive operation at a time, and one statement of it', async () => {
    const shares = createShares(options);
    let [operations, statements, most] = [0, 0, 0];
    const statement = () =>
      shares.statement(async () => {
        statements += 1;
        most = Math.max(most, statements);
        await settled();
        statements -= 1;
      });
    const run = () =>
      shares.operation(caller('1'), heavy, async () => {
        operations += 1;
        assert.equal(operations, 1);
        await Promise.all([statement(), statement(), statement()]);
        operations -= 1;
      });
    await Promise.all([run(), run(), run()]);
    assert.equal(most, 1);
  });

  it('is half of the cost that may be in progress, unless the caller has nothing else', async () => {
    const shares = createShares({ ...options, costPerAccount: 1e9, costPerAddress: 1e9 });
    const start = (userId: string, cost: number) => shares.operation(caller(userId), costOf(cost), never);
    for (let i = 0; i < 20; i += 1) void start('1', 500);
    assert.throws(() => start('1', 500), { code: 'RATE_LIMITED', rule: 'account_share' });
    void start('2', 500);
    for (let i = 0; i < 19; i += 1) void start('3', 500);
    assert.throws(() => start('4', 500), { code: 'OVERLOADED', rule: 'cost_in_flight' });
    void createShares(options).operation(caller('1'), costOf(12_000), never);
  });

  it('ends an operation that has read more text than a response may contain', async () => {
    const shares = createShares(options);
    let reads = 0;
    const read = () =>
      shares.statement(
        async () => (reads += 1),
        () => 3_000_000,
      );
    const run = shares.operation(caller('1'), heavy, () => Promise.all(Array.from({ length: 9 }, read)));
    await assert.rejects(Promise.resolve(run), { code: 'QUERY_TOO_COMPLEX', rule: 'answer_size' });
    await settled();
    assert.equal(reads, 3);
  });

  it('is not used by requests whose callers have had another response', async () => {
    const shares = createShares({ ...options, connections: 1, waitMs: 5 });
    const run = (work: () => Promise<string>) =>
      Promise.resolve(shares.operation(caller('1'), light, () => shares.statement(work)));
    void run(never);
    await assert.rejects(
      run(async () => 'rows'),
      { code: 'OVERLOADED', rule: 'account_share' },
    );
    const past = { ...caller('1'), deadline: 0 };
    await assert.rejects(async () => shares.operation(past, heavy, () => 'rows'), { code: 'TIMEOUT' });
  });

  it('does not limit what belongs to no request', async () => {
    const shares = createShares(options);
    assert.deepEqual(
      await Promise.all(Array.from({ length: 9 }, () => shares.statement(async () => 'rows'))),
      Array<string>(9).fill('rows'),
    );
  });
});

describe('the rate of costs', () => {
  const rates = { costPerAccount: 60_000, costPerAddress: 120_000 };

  it('charges what is above the included cost, and returns the seconds to wait', () => {
    let now = 0;
    const { charge } = createCostRate(rates, () => now);
    const spend = (cost: number) => charge(caller('1'), includedCost + cost);
    for (let i = 0; i < 1000; i += 1) spend(0);
    spend(10_000);
    spend(5_000);
    assert.throws(() => spend(1), { code: 'RATE_LIMITED', rule: 'rate_cost', retryAfterSeconds: 5 });
    charge(caller('2'), 10_000);
    now = 5_000;
    spend(1);
  });

  it('charges texts when they have been read, and nothing for those that could have been longer', async () => {
    const shares = createShares({ ...options, costPerAccount: 60_000 });
    const most = 10_000;
    const read = (planned: number, bytes: number) =>
      shares.operation(caller('1'), { planned, most }, () =>
        shares.statement(
          async () => 'rows',
          () => bytes,
        ),
      );
    for (let n = 0; n < 1_000; n += 1) await read(includedCost, 0);
    for (let n = 0; n < 1_000; n += 1) await read(0, 20_000 * includedCost);
    assert.equal(costOfTexts(20_000), 1);
    for (let n = 0; n < 26; n += 1) await read(includedCost, 8_000_000);
    await read(includedCost, 0);
    await assert.rejects(async () => read(includedCost + 1, 0), { rule: 'rate_cost' });
  });

  it('allows an operation of any cost after a pause, and counts an address over its accounts', () => {
    let now = 0;
    const { charge } = createCostRate(rates, () => now);
    charge(caller('1'), 12_000);
    charge(caller('2'), 12_000);
    assert.throws(() => charge(caller('3'), 12_000), { rule: 'rate_cost' });
    charge(caller('3', '203.0.113.2'), 12_000);
    now = 60_000;
    charge(caller('1'), 12_000);
  });
});
