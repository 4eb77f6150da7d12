import assert from 'node:assert/strict';
import { passwordProblems } from '../src/password-rule.js';

describe('the rule for new passwords', () => {
  it('rejects common ones, however they are written', () => {
    for (const password of ['password', 'PassWord', ' password ', 'iloveyou', '12345678', 'hunter22'])
      assert.deepEqual(passwordProblems(password), ['is too common'], password);
    for (const password of [
      'correct horse',
      'demo-password',
      'password\n12345678',
      'pässword',
      'passwordiloveyou',
    ])
      assert.deepEqual(passwordProblems(password), [], password);
  });

  it('reports other problems first, because a short password cannot be chosen anyway', () => {
    assert.deepEqual(passwordProblems('123456'), ['must be at least 8 characters long']);
    assert.deepEqual(passwordProblems(''), ['is required', 'must be at least 8 characters long']);
    assert.deepEqual(passwordProblems('x'.repeat(257)), ['must be at most 256 characters long']);
  });

  it('accepts the NUL character, because only hashes are stored', () => {
    assert.deepEqual(passwordProblems('correct\0horse'), []);
  });
});
