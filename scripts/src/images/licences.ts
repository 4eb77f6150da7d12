import { declaredLicence, type Component, type Sbom } from './sbom.js';

/** They only require attribution, and the images keep their texts. */
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

/** Packages whose package.json declares no licence: it was read from the licence text of that version. */
const readByHand: Readonly<Record<string, string>> = { 'extend@1.3.0': 'MIT' };

/** The packages of this repository are in the list, too. */
const isOwn = (component: Component): boolean => /^(@feed\/|feed-client@)/.test(component['bom-ref']);

const licenceOf = (component: Component): string =>
  declaredLicence(component) ?? readByHand[component['bom-ref']] ?? 'unknown';

/** `(MIT OR GPL-2.0)` offers a choice, so one accepted part is enough; of `A AND B` both have to be accepted. */
const isPermissive = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((id) => permissive.has(id)));

/** Packages, as name@version, by licence, the most frequent licence first. */
export function packagesByLicence(sbom: Pick<Sbom, 'components'>): Map<string, string[]> {
  const packages = new Map<string, string[]>();
  for (const component of sbom.components.filter((each) => !isOwn(each))) {
    const licence = licenceOf(component);
    packages.set(licence, [...(packages.get(licence) ?? []), component['bom-ref']]);
  }
  return new Map([...packages].sort(([, a], [, b]) => b.length - a.length));
}

/** One sentence for each package whose licence is not accepted. */
export const licenceProblems = (sbom: Pick<Sbom, 'components'>): string[] =>
  [...packagesByLicence(sbom)]
    .filter(([licence]) => !isPermissive(licence))
    .flatMap(([licence, names]) =>
      names.map((name) => `${name} has the licence "${licence}", which is not accepted`),
    );
