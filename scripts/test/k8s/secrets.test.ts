import assert from 'node:assert/strict';
import { fillSecrets } from '../../src/k8s/secrets.js';

describe('the secrets of an overlay', () => {
  it('are random, and the same where the name is the same', () => {
    const example = 'A=…one…\nB=postgres://feed:…one…@x\nC=…two…\n';
    const [a = '', b, c] = fillSecrets(example).trim().split('\n');
    const one = a.slice(2);
    assert.match(one, /^[0-9a-f]{48}$/);
    assert.equal(b, `B=postgres://feed:${one}@x`);
    assert.notEqual(c, `C=${one}`);
    assert.notEqual(fillSecrets(example), fillSecrets(example));
  });
});
