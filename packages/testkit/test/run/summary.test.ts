import assert from 'node:assert/strict';
import { junit } from '../../src/run/junit.js';
import type { TestResult } from '../../src/run/outcome.js';
import { repeatCommand, succeeded, summary } from '../../src/run/summary.js';

const passed: TestResult = { suite: 'likes', title: 'count', state: 'passed', seconds: 0.5, isTest: true };
const skipped: TestResult = { ...passed, title: 'sort', state: 'skipped' };
const failed: TestResult = {
  ...{ suite: "a viewer's likes", title: 'say "no" <b>', file: 'a/likes.test.ts', isTest: true },
  ...{ state: 'failed', seconds: 1, text: 'Error: 1 < 2' },
};
const direct = { title: 'directly', pooled: false };
const pooled = { title: 'pooled', pooled: true };

describe('npm test: its summary', () => {
  it('ends with the count, after the failures and the commands that repeat them', () => {
    const text = summary([
      { part: direct, outcome: [passed, skipped, failed] },
      { part: pooled, outcome: [passed] },
    ]);
    assert.deepEqual(text.split('\n'), [
      '',
      'directly: 1 passed, 1 failed, 1 skipped',
      'pooled: 1 passed, 0 failed',
      '',
      '✗ a/likes.test.ts',
      'Error: 1 < 2',
      '  Repeat: npm test -- a/likes.test.ts --grep "a viewer.s likes say .no. .b."',
      '',
      '2 passed, 1 failed',
      '',
    ]);
  });

  it('repeats a failure in the mode in which it ran', () => {
    assert.match(repeatCommand(pooled, failed) ?? '', /^npm test -- --pooler a\/likes\.test\.ts --grep /);
    const hook = { ...failed, title: '"before all" hook', isTest: false };
    assert.equal(repeatCommand(direct, hook), 'npm test -- a/likes.test.ts --grep "a viewer.s likes"');
    assert.equal(repeatCommand(direct, { ...hook, suite: '' }), 'npm test -- a/likes.test.ts');
  });

  it('is a success when every part ran tests and none failed', () => {
    assert.equal(succeeded([{ part: direct, outcome: [passed, skipped] }]), true);
    assert.equal(succeeded([{ part: direct, outcome: [passed, failed] }]), false);
    assert.equal(
      succeeded([
        { part: direct, outcome: [passed] },
        { part: pooled, outcome: [skipped] },
      ]),
      false,
    );
  });
});

describe('npm test: its JUnit report', () => {
  it('has every test, escaped', () => {
    const escape = String.fromCharCode(27);
    const xml = junit('all & more', [
      passed,
      skipped,
      { ...failed, text: `${escape}[31mbad${escape}[0m\u0001 <&>` },
    ]);
    assert.match(xml, /<testsuite name="all &amp; more" tests="3" failures="1" skipped="1">/);
    assert.match(xml, /<testcase classname="likes" name="count" file="" time="0.5"><\/testcase>/);
    assert.match(xml, /name="sort" [^>]*><skipped\/>/);
    assert.match(
      xml,
      /name="say &quot;no&quot; &lt;b&gt;" file="a\/likes.test.ts" time="1"><failure>bad &lt;&amp;&gt;</,
    );
  });
});
