import assert from 'node:assert/strict';
import { newestRelease, withPackages } from '../../src/release/changelog.js';

const header = '# Change Log\n\nAll notable changes.\n';
const older = '# 0.1.0 (2026-11-25)\n\nThe first version.\n';
const onlyBumped = `${header}\n## [0.1.1](compare) (2026-12-01)\n\n**Note:** Version bump only for package @feed/worker\n\n\n\n\n\n${older}`;
const own = `${header}\n# [0.2.0](compare) (2026-12-01)\n\n\n### Features\n\n* **api:** a field (1)\n* both (2)\n\n\n\n\n\n${older}`;
const store = `${header}\n## [0.1.1](compare) (2026-12-01)\n\n\n### Bug Fixes\n\n* **store:** a fault (3)\n\n\n### Features\n\n* both (2)\n\n\n\n\n\n# 0.1.0\n\n### Features\n\n* old\n`;

describe('the changelog of a service', () => {
  it('includes what changed in the packages that the service is built from', () => {
    assert.equal(
      withPackages(onlyBumped, [store]),
      `${header}\n## [0.1.1](compare) (2026-12-01)\n\n### Bug Fixes\n\n* **store:** a fault (3)\n\n### Features\n\n* both (2)\n\n${older}`,
    );
  });

  it('lists a commit that touched the service and a package once', () => {
    assert.equal(
      newestRelease(withPackages(own, [store])),
      '### Features\n\n* **api:** a field (1)\n* both (2)\n\n### Bug Fixes\n\n* **store:** a fault (3)',
    );
  });

  it('stays as it is when nothing changed in packages', () => {
    assert.equal(withPackages(onlyBumped, []), onlyBumped);
    assert.equal(withPackages(header, []), header);
  });
});
