import assert from 'node:assert/strict';
import { hash } from '@node-rs/argon2';
import { createPasswords } from '../src/passwords.js';

describe('passwords', () => {
  const passwords = createPasswords({ concurrency: 1, queue: 10 });
  const [nfc, nfd] = ['corréct hörse'.normalize('NFC'), 'corréct hörse'.normalize('NFD')];

  it('are the same in all normal forms', async () => {
    for (const [set, typed] of [
      [nfc, nfd],
      [nfd, nfc],
      [nfd, nfd],
    ] as const)
      assert.equal(await passwords.matches(await passwords.hash(set), typed), true);
    assert.equal(await passwords.matches(await passwords.hash(nfc), 'correct horse'), false);
  });

  it('match hashes that were made before they were normalised, in whichever form', async () => {
    const mixed = `${nfc}${nfd}`;
    for (const set of [nfc, nfd, mixed]) assert.equal(await passwords.matches(await hash(set), set), true);
    assert.equal(await passwords.matches(await hash(nfd), nfc), true);
    assert.equal(await passwords.matches(await hash(nfc), nfd), true);
  });

  it('keep compatibility forms, case and white space apart', async () => {
    const stored = await passwords.hash('ﬁne Pass');
    for (const other of ['fine Pass', 'ﬁne pass', ' ﬁne Pass', 'ﬁne\u00a0Pass'])
      assert.equal(await passwords.matches(stored, other), false, other);
  });

  it('never match an account without one', async () => {
    assert.equal(await passwords.matches(null, nfd), false);
  });
});
