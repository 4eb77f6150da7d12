import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from '../../../graphql/engine.js';

type Detail = 'brief' | 'full';

/** The fields of the feed's own types, which every entry has. */
const ownFields = [
  ...['__typename', 'edges', 'cursor', 'node', 'reason', 'kind', 'sharedBy', 'shareId', 'caption'],
  ...['pageInfo', 'hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
];

/**
 * Finds out how much of the entries of a feed a document selects.
 * @param briefFields what brief entries have; any other field, wherever it is in the document, needs full ones
 */
export function createDetailOf(briefFields: readonly string[]): (info: GraphQLResolveInfo) => Detail {
  const brief = new Set([...ownFields, ...briefFields]);
  /** Documents are cached, so a field is the same object in each request. */
  const known = new WeakMap<FieldNode, Detail>();

  const isBrief = (set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): boolean =>
    (set?.selections ?? []).every((selection) => {
      if (selection.kind === 'FragmentSpread')
        return isBrief(fragments[selection.name.value]?.selectionSet, fragments);
      const named = selection.kind === 'InlineFragment' || brief.has(selection.name.value);
      return named && isBrief(selection.selectionSet, fragments);
    });

  return ({ fieldNodes, fragments }) => {
    const [first] = fieldNodes;
    const remembered = first && known.get(first);
    if (remembered) return remembered;
    const enough = fieldNodes.every(({ selectionSet }) => isBrief(selectionSet, fragments));
    const detail = enough ? 'brief' : 'full';
    if (first) known.set(first, detail);
    return detail;
  };
}
