/** The label values of a metric: a closed list, or `'bounded'` for values that are only known at run time. */
export type LabelDefinitions = Readonly<Record<string, readonly string[] | 'bounded'>>;

export type LabelValues<L extends LabelDefinitions> = {
  readonly [K in keyof L]: L[K] extends readonly (infer V extends string)[] ? V : string;
};

const nameRule = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const wrongUnit = /_(ms|milliseconds|minutes|hours|kb|kilobytes|mb|megabytes|percent)(_total)?$/;
const maxLabelSets = 1000;

/**
 * What `promtool check metrics` would complain about, found where the metric is declared.
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

/** Every combination of the declared values, or none when a label is `'bounded'`. */
export function allLabelSets(name: string, labels: LabelDefinitions): Record<string, string>[] {
  let sets: Record<string, string>[] = [{}];
  for (const [label, values] of Object.entries(labels)) {
    if (values === 'bounded') return [];
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [label]: value })));
    if (sets.length > maxLabelSets) throw new Error(`metric ${name}: more than ${maxLabelSets} label sets`);
  }
  return sets;
}

/**
 * Keeps label values inside what was declared: one that is not in its list, or that comes after the
 * first `maxValues` distinct ones of a bounded label, becomes `other`.
 */
export function labelGuard<L extends LabelDefinitions>(
  labels: L,
  maxValues: number,
): (values: LabelValues<L>) => Record<string, string> {
  const guards = Object.entries(labels).map(([label, values]) => {
    const known = new Set<string>(values === 'bounded' ? [] : values);
    const room = values === 'bounded' ? maxValues : 0;
    return { label, accept: (value: string) => acceptValue(known, room, value) };
  });
  // One object for each accepted set, so that an observation of a hot path allocates none.
  const accepted = new Map<string, Record<string, string>>();
  return (values) => {
    let key = '';
    for (const { label } of guards) key += `${values[label]}\n`;
    const known = accepted.get(key);
    if (known) return known;
    const set = Object.fromEntries(
      guards.map(({ label, accept }) => [label, accept(String(values[label]))] as const),
    );
    // What became `other` is not kept: there is no end of it.
    if (guards.every(({ label }) => set[label] === values[label])) accepted.set(key, set);
    return set;
  };
}

function acceptValue(known: Set<string>, room: number, value: string): string {
  if (known.has(value)) return value;
  if (known.size >= room) return 'other';
  known.add(value);
  return value;
}
