import assert from 'node:assert/strict';
import { browserLock, browserStore } from '../src/stores.js';
import type { Tokens } from '../src/tokens.js';

const tokens: Tokens = {
  ...{ accessToken: 'a', refreshToken: 'r', account: { id: '1', username: 'ada' } },
  ...{ expiresAt: 2, renewAt: 1 },
};

/** The parts of a browser that are missing in Node. */
function fakeStorage(): Record<
  'getItem' | 'setItem' | 'removeItem',
  (key: string, value: string) => unknown
> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe('the store of a browser', () => {
  const define = (name: string, value: unknown): void =>
    void Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const before = new Map(
    ['localStorage', 'addEventListener', 'removeEventListener'].map((name) => [
      name,
      Object.getOwnPropertyDescriptor(globalThis, name),
    ]),
  );
  afterEach(() => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  it('keeps the tokens for other tabs', () => {
    define('localStorage', fakeStorage());
    void browserStore().write(tokens);
    assert.deepEqual(browserStore().read(), tokens);
    assert.equal(browserStore('another').read(), undefined);
    void browserStore().write(undefined);
    assert.equal(browserStore().read(), undefined);
  });

  it('takes nonsense for no tokens', () => {
    const storage = fakeStorage();
    define('localStorage', storage);
    storage.setItem('feed.session', '{');
    assert.equal(browserStore().read(), undefined);
  });

  it('reports changes by other tabs, until it is asked to stop', () => {
    define('localStorage', fakeStorage());
    const target = new EventTarget();
    define('addEventListener', target.addEventListener.bind(target));
    define('removeEventListener', target.removeEventListener.bind(target));
    let changes = 0;
    const stop = browserStore().onChange?.(() => void (changes += 1));
    const change = (key: string | null) => target.dispatchEvent(Object.assign(new Event('storage'), { key }));
    for (const key of ['feed.session', 'other', null]) change(key);
    stop?.();
    change('feed.session');
    assert.equal(changes, 2);
  });

  it('keeps the tokens in memory where nothing may be stored', () => {
    define('localStorage', { ...fakeStorage(), setItem: () => assert.fail('the quota is zero') });
    const store = browserStore();
    void store.write(tokens);
    assert.deepEqual(store.read(), tokens);
  });

  it('runs what it locks where there are no locks', async () => {
    assert.equal(await browserLock()(() => Promise.resolve('done')), 'done');
  });
});
