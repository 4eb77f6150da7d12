import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fillSecrets, secretsOf } from '../../src/k8s/secrets.js';
import { overlaysFolder } from '../../src/k8s/tree.js';

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

  it('give the services a role of their own, with one password in every file', () => {
    const valueOf = (text: string | undefined, name: string): string =>
      new RegExp(`^${name}=(.*)$`, 'm').exec(text ?? '')?.[1] ?? assert.fail(`no ${name}`);
    for (const overlay of ['free-tier', 'production']) {
      const files = secretsOf(join(overlaysFolder, overlay));
      const services = new URL(valueOf(files.get('secrets.env'), 'DATABASE_URL'));
      assert.equal(services.username, 'feed_service', overlay);
      assert.match(services.password, /^[0-9a-f]{48}$/);
      const role = files.get('role.secrets.env');
      if (role) assert.equal(valueOf(role, 'password'), services.password);
      else assert.notEqual(valueOf(files.get('secrets.env'), 'POSTGRES_PASSWORD'), services.password);
    }
  });
});
