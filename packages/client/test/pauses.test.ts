import assert from 'node:assert/strict';
import { errorOf } from '../src/errors.js';
import { pauseBefore } from '../src/transport.js';

const maxWaitMs = 20_000;
const pause = (code: string, details: { status?: number; retryAfterSeconds?: number }, attempt = 0) =>
  pauseBefore(errorOf('no', { code, ...details }), attempt, maxWaitMs);

describe('the pause before another attempt', () => {
  it('is the time that the api asks for, and up to half a second more', () => {
    for (const status of [429, 503]) {
      const ms = pause('RATE_LIMITED', { status, retryAfterSeconds: 7 }) ?? 0;
      assert.ok(ms >= 7_000 && ms <= 7_500, `${ms}`);
    }
  });

  it('grows when the api says nothing, and differs from client to client', () => {
    const bounds = [
      [125, 375],
      [250, 750],
      [500, 1_500],
    ] as const;
    for (const [attempt, [least, most]] of bounds.entries())
      for (const code of ['NETWORK', 'UNAVAILABLE']) {
        const details = code === 'NETWORK' ? {} : { status: 503 };
        const all = Array.from({ length: 20 }, () => pause(code, details, attempt) ?? 0);
        assert.ok(
          all.every((ms) => ms >= least && ms <= most),
          all.join(),
        );
        assert.ok(new Set(all).size > 1);
      }
  });

  it('is bounded', () => {
    assert.equal(pause('RATE_LIMITED', { status: 429, retryAfterSeconds: 21 }), undefined);
    assert.ok((pause('NETWORK', {}, 30) ?? 0) <= maxWaitMs * 1.5);
  });

  it('is none when another attempt would fail in the same way', () => {
    for (const [code, status] of [
      ['INVALID_INPUT', 400],
      ['INTERNAL', 500],
      ['NOT_FOUND', 200],
    ] as const)
      assert.equal(pause(code, { status }), undefined);
  });
});
