import { declaredLicence, packageName, type Component, type Sbom } from './sbom.js';

/** They ask for no more than to be named, and the images keep their texts. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);

/** Where package.json says nothing: read from the licence text of that very version. */
const readByHand: Readonly<Record<string, string>> = { 'extend@1.3.0': 'MIT' };

const licenceOf = (component: Component): string =>
  declaredLicence(component) ?? readByHand[packageName(component)] ?? 'unknown';

/** `(MIT OR GPL-2.0)` is a choice, and one acceptable part is enough; of `A AND B` both have to be. */
const isPermissive = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((id) => permissive.has(id)));

/** Names of packages by licence, the most frequent licence first. */
export function packagesByLicence(sbom: Pick<Sbom, 'components'>): Map<string, string[]> {
  const packages = new Map<string, string[]>();
  for (const component of sbom.components) {
    const licence = licenceOf(component);
    packages.set(licence, [...(packages.get(licence) ?? []), packageName(component)]);
  }
  return new Map([...packages].sort(([, a], [, b]) => b.length - a.length));
}

/** One sentence for each package whose licence nobody has accepted. */
export const licenceProblems = (sbom: Pick<Sbom, 'components'>): string[] =>
  [...packagesByLicence(sbom)]
    .filter(([licence]) => !isPermissive(licence))
    .flatMap(([licence, names]) =>
      names.map((name) => `${name} has the licence "${licence}", which is not accepted`),
    );
