/** The values that each label can take. They are known in advance, so no client can create series. */
export type LabelDefinitions = Readonly<Record<string, readonly string[]>>;

export type LabelValues<L extends LabelDefinitions> = { readonly [K in keyof L]: L[K][number] };

type LabelSet = Readonly<Record<string, string>>;

const nameRule = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const wrongUnit = /_(ms|milliseconds|minutes|hours|kb|kilobytes|mb|megabytes|percent)(_total)?$/;
const maxLabelSets = 1000;
const other = 'other';

/**
 * Checks where a metric is declared what `promtool check metrics` would complain about later.
 * @throws Error that names the metric and the rule
 */
export function assertMetricRules(kind: 'counter' | 'gauge' | 'histogram', name: string, help: string): void {
  const wrong = (rule: string): never => {
    throw new Error(`metric ${name}: ${rule}`);
  };
  if (!nameRule.test(name)) wrong('the name must be snake_case');
  if (help.trim() === '') wrong('the help text is empty');
  if (kind === 'counter' && !name.endsWith('_total')) wrong('a counter ends in _total');
  if (kind !== 'counter' && name.endsWith('_total')) wrong('only a counter ends in _total');
  if (wrongUnit.test(name)) wrong('the unit must be a base unit: seconds, bytes or ratio');
}

/** Every combination of the declared values. */
export function allLabelSets(name: string, labels: LabelDefinitions): LabelSet[] {
  let sets: LabelSet[] = [{}];
  for (const [label, values] of Object.entries(labels)) {
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value })));
    if (sets.length > maxLabelSets) throw new Error(`metric ${name}: more than ${maxLabelSets} label sets`);
  }
  return sets;
}

/**
 * Maps label values to a declared set. Values that are in no declared set, which the types forbid, are counted as `other`:
 * first only the unknown values and then, from the last label backwards, as many as it takes to reach a declared set.
 */
export function labelGuard<L extends LabelDefinitions>(
  labels: L,
  sets: readonly LabelSet[],
): (values: LabelValues<L>) => LabelSet {
  const names = Object.keys(labels);
  const known = treeOf(names, sets);
  const unknown: LabelSet = Object.fromEntries(names.map((name) => [name, other]));
  const find = (values: readonly (string | undefined)[]): LabelSet | undefined => {
    let node: Tree | undefined = known;
    for (const value of values) node = node?.below.get(value);
    return node?.set;
  };
  const fold = (values: LabelSet): LabelSet => {
    const folded = names.map((name) => (labels[name]?.includes(values[name] ?? '') ? values[name] : other));
    for (let last = names.length; last >= 0; last -= 1) {
      folded.fill(other, last);
      const set = find(folded);
      if (set) return set;
    }
    return unknown;
  };
  return (values) => {
    // On the path of every observation: it neither allocates nor joins texts.
    let node: Tree | undefined = known;
    for (const name of names) node = node?.below.get((values as LabelSet)[name]);
    return node?.set ?? fold(values);
  };
}

/** The declared sets by the value of the first label, then of the second, and so on. */
interface Tree {
  readonly below: Map<string | undefined, Tree>;
  set?: LabelSet;
}

function treeOf(names: readonly string[], sets: readonly LabelSet[]): Tree {
  const root: Tree = { below: new Map() };
  for (const set of sets) {
    let node = root;
    for (const name of names) {
      const next: Tree = node.below.get(set[name]) ?? { below: new Map() };
      node.below.set(set[name], next);
      node = next;
    }
    node.set = set;
  }
  return root;
}
