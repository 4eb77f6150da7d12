import assert from 'node:assert/strict';
import { patience } from '@feed/testkit/patience';
import { testActions } from './parts/actions.js';
import { testFeed } from './parts/feed.js';
import { testLive } from './parts/live.js';
import { testOutages } from './parts/outages.js';
import { testRefusals } from './parts/refusals.js';
import { testSessions } from './parts/sessions.js';
import { testStates } from './parts/states.js';
import { testViews } from './parts/views.js';
import { chromiumPath } from './support/browser.js';
import { type Stage, startStage } from './support/stage.js';

/** All in one file, because one build of the page, one browser and one api are enough for them. */
describe('the page in a browser', function () {
  this.timeout(patience(90_000));
  let stage: Stage;

  before(async function () {
    if (chromiumPath() === undefined) {
      process.stdout.write(
        '    there is no chromium here, so the tests of the page in a browser are skipped\n',
      );
      this.skip();
    }
    stage = await startStage();
  });
  after(() => stage?.stop());

  for (const test of [
    ...[testFeed, testLive, testActions, testRefusals],
    ...[testStates, testSessions, testViews, testOutages],
  ])
    test(() => stage);

  describe('in the whole run', () => {
    it('does nothing that a page should not do', () => assert.deepEqual(stage.faults(), []));
  });
});
