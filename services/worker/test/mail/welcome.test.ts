import assert from 'node:assert/strict';
import { welcomeMail } from '../../src/mail/welcome.js';

const greeting = (firstName: string, username = 'ada') =>
  welcomeMail({ username, firstName }).text.split('\n')[0];

describe('the text of the welcome mail', () => {
  it('greets by the first name, in every script', () => {
    const names = [
      'Ada',
      'José',
      'Jose\u0301',
      "O'Neil",
      'Anne-Marie',
      'J. R. R.',
      'नमिता',
      'علی\u200cرضا',
      '小明',
    ];
    for (const name of names) assert.equal(greeting(name), `Hello ${name},`);
    assert.equal(greeting(''), 'Hello ada,');
  });

  it('contains nothing of a name that could be a link, another line or a message', () => {
    const names = [
      'Ann\r\nWin: http://spam.example',
      'http://spam.example',
      'spam.example',
      'www spam。example',
      'a@spam.example',
      'spam\u2024example',
      'tel:+49123456',
      'Call 0900123456',
      'Ann\u2028Win',
      'Ann\u0085Win',
      '<a href=x>Ann</a>',
      'Ann\u202emoc',
      '[Ann](x)',
      'a'.repeat(61),
    ];
    for (const name of names) {
      const { subject, text, html } = welcomeMail({ username: name, firstName: name });
      assert.equal(subject, 'Welcome');
      assert.match(text, /^Hello,\n\nwelcome! Your account is ready\.\n/);
      for (const part of [text, html])
        assert.doesNotMatch(part, /spam|example|0900|Win|moc|Ann|tel:|aaaa/, JSON.stringify(name));
    }
  });

  it('decides quickly about a name that is made to be slow', () => {
    assert.equal(greeting(`${'a'.repeat(58)}!`), 'Hello,');
    assert.equal(greeting("a'".repeat(30)), 'Hello,');
  });
});
