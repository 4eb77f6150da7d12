import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { createOpenResponses } from '../../src/http/open-responses.js';

describe('open responses', () => {
  it('are those that were added and not removed, in whatever order they end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 60 }), (steps) => {
        const responses = createOpenResponses();
        const open = new Map<ServerResponse, () => void>();
        for (const step of steps) {
          const ending = [...open.keys()][step];
          if (ending) {
            open.get(ending)?.();
            open.delete(ending);
          } else {
            const response = {} as ServerResponse;
            open.set(response, responses.add(response));
          }
          const seen: ServerResponse[] = [];
          responses.forEach((response) => void seen.push(response));
          assert.equal(seen.length, open.size);
          assert.ok(seen.every((response) => open.has(response)));
        }
      }),
    );
  });
});
