import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CodedError, errorCatalogue, isCodedError } from '../src/errors.js';

interface DocumentedCode {
  status: number;
  description: string;
  userFault: boolean;
  advice: string;
}

function documentedCodes(): Map<string, DocumentedCode> {
  const text = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const row = /^\| `([A-Z_]+)`( \\?\*)? +\| (\d+) +\| (.+?) +\| (.+?) +\|$/gm;
  return new Map(
    [...text.matchAll(row)].map(([, code = '', star, status, description = '', advice = '']) => [
      code,
      { status: Number(status), description, userFault: star !== undefined, advice },
    ]),
  );
}

describe('errors', () => {
  it('documents every code of the catalogue, and no other', () => {
    const documented = documentedCodes();
    assert.deepEqual([...documented.keys()].sort(), Object.keys(errorCatalogue).sort());
    for (const [code, entry] of Object.entries(errorCatalogue)) {
      const { advice, ...facts } = documented.get(code) as DocumentedCode;
      assert.deepEqual(facts, { ...entry }, code);
      assert.ok(advice.length > 3, `${code} has no advice`);
    }
  });

  it('keeps the cause apart from what a client may see', () => {
    const cause = new Error('relation "users" does not exist');
    const error = new CodedError('RATE_LIMITED', 'Too many requests.', { retryAfterSeconds: 3, cause });
    assert.equal(error.code, 'RATE_LIMITED');
    assert.equal(error.retryAfterSeconds, 3);
    assert.equal(error.field, undefined);
    assert.equal(error.cause, cause);
    assert.doesNotMatch(error.message, /relation/);
  });

  it('recognises only its own errors', () => {
    assert.ok(isCodedError(new CodedError('INTERNAL', 'x')));
    for (const other of [new Error('x'), { code: 'INTERNAL' }, null, 'INTERNAL'])
      assert.ok(!isCodedError(other));
  });
});
