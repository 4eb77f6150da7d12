import assert from 'node:assert/strict';
import type { Finding } from '../../src/k8s/check/examine.js';
import { judge, waivers, type Waiver } from '../../src/k8s/check/waivers.js';

const finding: Finding = {
  ...{ program: 'kube-score', check: 'deployment-replicas' },
  ...{ object: 'Deployment/api', message: 'few replicas' },
};
const waiver: Waiver = {
  ...{ program: 'kube-score', check: 'deployment-replicas', object: /Deployment\/api/ },
  ...{ combination: /base.*/, reason: 'there is one' },
};

describe('waivers', () => {
  const open = (combination: string, other: Partial<Finding>) =>
    judge(combination, [{ ...finding, ...other }], [waiver]).open.length;

  it('cover what they name, and nothing else', () => {
    assert.equal(open('base', {}), 0);
    assert.equal(open('base', { object: 'Deployment/api-two' }), 1);
    assert.equal(open('base', { check: 'deployment-strategy' }), 1);
    assert.equal(open('base', { program: 'kube-linter' }), 1);
    assert.equal(open('overlays/free-tier', {}), 1);
  });

  it('are reported when no finding uses them', () => {
    assert.deepEqual([...judge('base', [finding], [waiver]).used], [waiver]);
    assert.equal(judge('overlays/free-tier', [finding], [waiver]).used.size, 0);
  });

  it('each have a reason', () => {
    for (const { check, reason } of waivers) assert.match(reason, /\w.*\.$/, check);
  });
});
