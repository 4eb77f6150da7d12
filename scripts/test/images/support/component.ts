import type { Component } from '../../../src/images/sbom.js';

/** A package of version 1.0.0, as an SBOM lists it. */
export const component = (name: string, expression?: string): Component => ({
  type: 'library',
  'bom-ref': `node_modules/${name}`,
  name,
  version: '1.0.0',
  purl: `pkg:npm/${name}@1.0.0`,
  scope: 'required',
  ...(expression === undefined ? {} : { licenses: [{ expression }] }),
});
