import assert from 'node:assert/strict';
import { movableNode } from '../../src/k8s/test/drain.js';

const node = (name: string, spec: object = {}) => ({ metadata: { name }, spec });
const pod = (nodeName: string, volumes: object[] = []) => ({
  metadata: { name: `on-${nodeName}` },
  spec: { nodeName, volumes },
  status: { phase: 'Running' },
});
const claim = { persistentVolumeClaim: { claimName: 'data' } };
const tainted = { taints: [{ effect: 'NoSchedule' }] };

describe('the node to be drained', () => {
  it('has no pod that is tied to it by a volume', () => {
    const pods = [pod('a', [claim]), pod('b')];
    assert.equal(movableNode([node('a'), node('b')], pods), 'b');
  });

  it('does not exist when its pods could not go elsewhere', () => {
    assert.equal(movableNode([node('a')], []), undefined);
    assert.equal(movableNode([node('a', tainted), node('b')], []), undefined);
    assert.equal(movableNode([node('a', { unschedulable: true }), node('b')], []), undefined);
    assert.equal(movableNode([node('a'), node('b')], [pod('a', [claim]), pod('b', [claim])]), undefined);
  });
});
