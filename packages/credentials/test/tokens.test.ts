import assert from 'node:assert/strict';
import { createSigner } from 'fast-jwt';
import { open, seal } from '../src/seal.js';
import { createTokens } from '../src/tokens.js';

const secret = 'a secret of the tests, long enough to be one';
const subject = { userId: '11', sessionId: '22', username: 'ada' };

describe('tokens', () => {
  it('are verified, the second time from the cache', () => {
    const results: string[] = [];
    const tokens = createTokens({ secret, accessTokenSeconds: 900 }, (result) => results.push(result));
    const { token, payload } = tokens.issue({ ...subject, origIat: 5 });
    assert.deepEqual(payload, { username: 'ada', exp: payload.exp, origIat: 5 });
    for (const _ of [1, 2]) {
      assert.deepEqual(tokens.verify(token), { ...subject, expiresAt: payload.exp, origIat: 5 });
    }
    assert.deepEqual(results, ['miss', 'hit']);
  });

  it('are rejected when foreign, altered, unsigned, too long or without an expiry', () => {
    const tokens = createTokens({ secret, accessTokenSeconds: 900 });
    const good = tokens.issue(subject).token;
    const other = createTokens({ secret: `${secret}!`, accessTokenSeconds: 900 }).issue(subject).token;
    const [head = '', body = '', signature = ''] = good.split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const claims = { sub: '11', sid: '22', username: 'ada', origIat: 1, exp: 4_000_000_000 };
    const foreign = createSigner({ key: secret, iss: 'another-api', aud: 'feed' })(claims);
    const endless = createSigner({ key: secret, iss: 'feed-api', aud: 'feed' })({
      ...claims,
      exp: undefined,
    });
    const bad = ['', 'x', other, `${head}.${body}.`, `${unsigned}.${body}.`, `${head}.${body}x.${signature}`];
    for (const token of [...bad, foreign, endless, 'a'.repeat(100_000)])
      assert.equal(tokens.verify(token), 'invalid');
  });

  it('that expired are told apart from altered ones, which say so whether they expired or not', () => {
    const { token } = createTokens({ secret, accessTokenSeconds: -1 }).issue(subject);
    const tokens = createTokens({ secret, accessTokenSeconds: 900 });
    assert.equal(tokens.verify(token), 'expired');
    assert.equal(tokens.verify(`${token}x`), 'invalid');
    assert.equal(createTokens({ secret: `${secret}!`, accessTokenSeconds: 900 }).verify(token), 'invalid');
  });

  it('expire even when cached', () => {
    const tokens = createTokens({ secret, accessTokenSeconds: -1 });
    assert.equal(tokens.verify(tokens.issue(subject).token), 'expired');
    const short = createTokens({ secret, accessTokenSeconds: 1 });
    const { token, payload } = short.issue(subject);
    assert.equal(typeof short.verify(token), 'object');
    const realNow = Date.now;
    Date.now = () => payload.exp * 1000 + 1;
    try {
      assert.equal(short.verify(token), 'expired');
    } finally {
      Date.now = realNow;
    }
  });
});

describe('seal', () => {
  it('encrypts a text, and opens it only with the same secret and unaltered', () => {
    const sealed = seal(secret, 'the tokens');
    assert.equal(open(secret, sealed), 'the tokens');
    assert.notEqual(seal(secret, 'the tokens'), sealed);
    assert.throws(() => open('another secret', sealed));
    assert.throws(() => open(secret, `${sealed.slice(0, -2)}AA`));
  });
});
