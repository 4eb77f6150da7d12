import type { Component } from '../../../src/images/sbom.js';

/** A package of version 1.0.0, as an SBOM lists it. */
export const component = (name: string, expression?: string): Component => ({
  'bom-ref': `${name}@1.0.0`,
  name,
  ...(expression === undefined ? {} : { licenses: [{ expression }] }),
});
