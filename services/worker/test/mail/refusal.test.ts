import assert from 'node:assert/strict';
import { isRefusedForGood } from '../../src/mail/refusal.js';

const answered = (command: string, response: string) => ({
  ...{ code: 'EENVELOPE', command, response },
  responseCode: Number(response.slice(0, 3)),
});

describe('refused mail', () => {
  it('is final when the receiver or the content was refused', () => {
    for (const response of [
      '550 5.1.1 <a@b.c>: unknown',
      '501 5.1.3 bad address',
      '550 no such user',
      '551 user not local',
      '552 5.2.2 mailbox full',
      '553 not allowed',
      '554 5.7.1 rejected as spam',
      '555 unsupported parameter',
      '556 domain does not accept mail',
    ])
      for (const command of ['RCPT TO', 'DATA'])
        assert.equal(isRefusedForGood(answered(command, response)), true, response);
    assert.equal(isRefusedForGood({ code: 'EENVELOPE', command: 'API' }), true);
  });

  it('is retried when it may succeed later, or an operator has to act', () => {
    for (const response of [
      '421 try later',
      '450 greylisted',
      '451 local error',
      '452 4.2.2 full',
      '502 no such command',
      '503 5.5.1 bad sequence',
      '521 no mail here',
      '530 5.7.0 authentication required',
      '535 5.7.8 bad credentials',
      '534 5.7.9 too weak',
      '550 5.1.8 bad sender domain',
      '550 5.7.1 Unable to relay',
      '554 5.7.1 <a@b.c>: Relay access denied',
    ])
      assert.equal(isRefusedForGood(answered('RCPT TO', response)), false, response);
    assert.equal(isRefusedForGood(answered('MAIL FROM', '550 sender refused')), false);
    assert.equal(isRefusedForGood(answered('AUTH PLAIN', '535 bad credentials')), false);
    assert.equal(isRefusedForGood(answered('CONN', '554 no service')), false);
    for (const code of ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS'])
      assert.equal(isRefusedForGood({ code, command: 'CONN' }), false);
    assert.equal(isRefusedForGood({}), false);
  });
});
