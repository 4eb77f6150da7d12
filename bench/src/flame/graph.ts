/** The parts of a profile as V8 writes it that a picture needs. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds between samples. */
  readonly timeDeltas: readonly number[];
}

/** A function with everything that it called, in microseconds. */
export interface Frame {
  readonly name: string;
  readonly source: Source;
  /** With the frames below it. */
  total: number;
  readonly callees: Map<string, Frame>;
}

/** Whose code a frame is, which gives it its colour. */
export type Source = 'ours' | 'graphql' | 'http' | 'stores' | 'node' | 'native';

const packages: readonly (readonly [RegExp, Source])[] = [
  [/\/node_modules\/(@?graphql|graphql-jit|dataloader|express-graphql)/, 'graphql'],
  [/\/node_modules\/(express|router|path-to-regexp|send|finalhandler)/, 'http'],
  [/\/node_modules\/(pg|pg-[a-z]+|redis|@redis|sequelize|kue)/, 'stores'],
  [/\/node_modules\//, 'node'],
  [/^node:/, 'node'],
  [/^$/, 'native'],
];

const sourceOf = (url: string): Source => packages.find(([pattern]) => pattern.test(url))?.[1] ?? 'ours';

/** The names that V8 gives to time in which no function runs. */
const idle: ReadonlySet<string> = new Set(['(idle)', '(root)']);

/**
 * Adds up the samples of a profile, without those in which nothing ran.
 * @param from the part of the profile to leave out, from 0 to 1, such as the start of the process
 */
export function framesOf({ nodes, samples, timeDeltas }: Profile, from = 0): Frame {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const all: Frame = { name: 'all', source: 'native', total: 0, callees: new Map() };
  const pathOf = (id: number | undefined): string[][] => {
    const path: string[][] = [];
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const { functionName, url } = byId.get(at)?.callFrame ?? { functionName: '', url: '' };
      if (functionName !== '(root)') path.unshift([functionName || '(anonymous)', url]);
    }
    return path;
  };
  const first = Math.floor(samples.length * from);
  for (const [at, id] of samples.entries()) {
    const name = byId.get(id)?.callFrame.functionName ?? '';
    if (at >= first && !idle.has(name)) addTo(all, pathOf(id), timeDeltas[at] ?? 0);
  }
  return all;
}

function addTo(all: Frame, path: readonly string[][], microseconds: number): void {
  all.total += microseconds;
  let frame = all;
  for (const [name = '', url = ''] of path) {
    const key = `${name} ${url}`;
    const known = frame.callees.get(key);
    const callee = known ?? { name, source: sourceOf(url), total: 0, callees: new Map<string, Frame>() };
    frame.callees.set(key, callee);
    callee.total += microseconds;
    frame = callee;
  }
}
