import type { FieldNode, GraphQLObjectType, SelectionSetNode } from '../engine.js';
import type { Fragments } from '../fragments.js';

/** The nodes of each field of a selection by response key, in the order of the response. */
export type Selection = ReadonlyMap<string, readonly FieldNode[]>;

/** @returns undefined when the selection depends on directives */
export function selectionOf(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
): Selection | undefined {
  const found = new Map<string, FieldNode[]>();
  return sets.every((set) => collect(found, type, set, fragments)) ? found : undefined;
}

/** @returns false when there is a directive */
function collect(
  found: Map<string, FieldNode[]>,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  fragments: Fragments,
): boolean {
  return selections.every((selection) => {
    if (selection.directives && selection.directives.length > 0) return false;
    if (selection.kind === 'Field') {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = found.get(key);
      if (nodes) nodes.push(selection);
      else found.set(key, [selection]);
      return true;
    }
    const fragment = selection.kind === 'InlineFragment' ? selection : fragments.get(selection.name.value);
    const condition = fragment?.typeCondition?.name.value ?? type.name;
    if (!fragment || (fragment.directives && fragment.directives.length > 0)) return false;
    return condition !== type.name || collect(found, type, fragment.selectionSet, fragments);
  });
}
