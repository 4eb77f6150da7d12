import assert from 'node:assert/strict';
import { createBudget } from '../../src/limits/budget.js';

describe('a budget', () => {
  it('rejects what does not fit until others have returned their part', () => {
    const budget = createBudget('cost_in_flight', 10, 'Too much.');
    budget.take(6);
    budget.take(4);
    assert.throws(() => budget.take(1), { code: 'OVERLOADED', rule: 'cost_in_flight', retryAfterSeconds: 1 });
    budget.give(4);
    budget.take(3);
    assert.throws(() => budget.take(2), { code: 'OVERLOADED' });
  });
});
